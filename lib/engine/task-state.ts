import type { Answers } from './command-writes';
import { ERROR, INTERRUPT, RESUME } from './constants';
import type { PlannedTask } from './plan-tasks';
import type { CheckpointPendingWrite, Interrupt, PendingWrite, SerializedError } from './types';
import { writesOfTask } from './writes-of-task';

/** A planned task together with what the pending writes of its checkpoint say about it. */
export interface TaskState {
  readonly task: PlannedTask;
  /** What it wrote; a task that has finished has at least one write. */
  readonly writes: readonly PendingWrite[];
  /** The questions of this task that nobody has answered. */
  readonly pending: readonly Interrupt[];
  /** It waits for an answer and must not run again before one arrives. */
  readonly isWaiting: boolean;
  readonly error?: SerializedError;
}

/** Special writes replace each other; their place is below the regular ones, which are numbered from 0. */
const SPECIAL_WRITES: ReadonlyMap<string, number> = new Map([
  [ERROR, -1],
  [INTERRUPT, -3],
  [RESUME, -4],
]);

/** Where a saver puts a task's write: special channels have a fixed place, others their position. */
export function writeIndex(channel: string, position: number): number {
  return SPECIAL_WRITES.get(channel) ?? position;
}

export function isSpecialWrite(channel: string): boolean {
  return SPECIAL_WRITES.has(channel);
}

export function isFinished(state: TaskState): boolean {
  return state.writes.length > 0;
}

export function readTaskState(
  task: PlannedTask,
  pendingWrites: readonly CheckpointPendingWrite[],
  answers: Answers,
): TaskState {
  if (pendingWrites.length === 0) return { task, writes: [], pending: [], isWaiting: false };
  const own = writesOfTask(pendingWrites, task.id);
  const writes = own
    .filter(([, channel]) => !isSpecialWrite(channel))
    .map(([, channel, value]): PendingWrite => [channel, value]);
  const raised = (lastValueOf(own, INTERRUPT) ?? []) as Interrupt[]; // only the engine writes this channel
  const pending = writes.length > 0 ? [] : raised.filter(({ id }) => id === undefined || !answers.has(id));
  const canWait = raised.length > 0 && pending.length === raised.length && pending.every(({ id }) => id !== undefined);
  const error = lastValueOf(own, ERROR) as SerializedError | null | undefined; // as above; null once it has been overcome
  return { task, writes, pending, isWaiting: writes.length === 0 && canWait, ...(error && { error }) };
}

function lastValueOf(writes: readonly CheckpointPendingWrite[], name: string): unknown {
  return writes.findLast(([, channel]) => channel === name)?.[2];
}
