// What Commands that were given as input have stored beside the checkpoint at which they were given.
import { NULL_TASK_PREFIX, RESUME } from './constants';
import { isSpecialWrite } from './task-state';
import type { CheckpointPendingWrite, GivenAnswer, PendingWrite } from './types';

export type Answers = ReadonlyMap<string, unknown>;

/** An answer, and where the task is that asked: see `Interrupt.ns`. */
export type RecordedAnswer = GivenAnswer & { readonly ns: readonly string[] };

/** By interrupt id: a list with the answer and how it came about, or an empty one that takes it back. */
export type StoredAnswers = Record<string, StoredAnswer | []>;
type StoredAnswer = [answer: unknown, record?: Omit<RecordedAnswer, 'id' | 'answer'>];

export function readAnswers(pendingWrites: readonly CheckpointPendingWrite[]): Map<string, unknown> {
  const answers = new Map<string, unknown>();
  for (const [id, stored] of standingAnswers(pendingWrites)) answers.set(id, stored[0]);
  return answers;
}

/** In the order in which they were given. */
export function readRecordedAnswers(pendingWrites: readonly CheckpointPendingWrite[]): RecordedAnswer[] {
  return [...standingAnswers(pendingWrites)].flatMap(([id, [answer, record]]) =>
    record ? [{ id, answer, ...record }] : [],
  );
}

function standingAnswers(pendingWrites: readonly CheckpointPendingWrite[]) {
  const standing = new Map<string, StoredAnswer>();
  for (const [, channel, value] of commandWrites(pendingWrites)) {
    if (channel !== RESUME) continue;
    const given = value as StoredAnswers; // only the engine writes this channel
    for (const [id, stored] of Object.entries(given)) {
      standing.delete(id);
      if (isGiven(stored)) standing.set(id, stored);
    }
  }
  return standing;
}

function isGiven(stored: StoredAnswer | []): stored is StoredAnswer {
  return stored.length > 0;
}

/** The updates and gotos that were given as input while the checkpoint's tasks were pending. */
export function readCommandWrites(pendingWrites: readonly CheckpointPendingWrite[]): PendingWrite[] {
  return commandWrites(pendingWrites)
    .filter(([, channel]) => !isSpecialWrite(channel))
    .map(([, channel, value]) => [channel, value]);
}

/** The task id of the next Command given at this checkpoint. */
export function nextCommandId(pendingWrites: readonly CheckpointPendingWrite[]): string {
  const count = new Set(commandWrites(pendingWrites).map(([taskId]) => taskId)).size;
  return NULL_TASK_PREFIX + count.toString(16).padStart(12, '0');
}

/** In the order in which the Commands were given. */
function commandWrites(pendingWrites: readonly CheckpointPendingWrite[]): CheckpointPendingWrite[] {
  return pendingWrites
    .filter(([taskId]) => taskId.startsWith(NULL_TASK_PREFIX))
    .sort(([a], [b]) => (a < b ? -1 : Number(a > b)));
}
