import { type Awaitable, after } from './awaitable';
import { Cancellation } from './cancellation';
import { ERROR, INTERRUPT, NO_WRITES } from './constants';
import { untilAborted } from './deadline';
import { GraphError } from './errors';
import type { ExecuteContext } from './execute-context';
import { executeTask, type Outcome } from './execute-task';
import { emitMessages } from './message-stream';
import { namespacePath } from './namespace';
import { stopError } from './record-stop';
import { runWithHandler } from './run-with-handler';
import { serializeError } from './serialize-error';
import { emit } from './sink';
import { cachedUpdatesChunk, taskResult, taskResultChunk, taskStartChunk, updatesChunk } from './stream-chunks';
import { isFinished, type TaskState } from './task-state';
import type { Interrupt, PendingWrite } from './types';

export interface TaskOutcome {
  readonly state: TaskState;
  readonly outcome: Outcome;
  readonly unsaved?: UnsavedWrites;
}

/** What the last task of a superstep wrote: stored with the checkpoint that follows, and told to streams after that. */
export interface UnsavedWrites {
  readonly taskId: string;
  readonly writes: PendingWrite[];
  announce(): void;
}

export type SuperstepContext = Omit<ExecuteContext, 'cancellation' | 'isAlone'>;

/**
 * Runs all tasks of a superstep at once, and stores what each one did as soon as it ends. Tasks that finished before, or
 * wait for an answer, are not run again. Rejects only when the whole run is stopped.
 */
export async function runSuperstep(states: readonly TaskState[], context: SuperstepContext): Promise<TaskOutcome[]> {
  const { scope } = context;
  const { stepTimeout } = scope;
  const stop = stepTimeout === undefined ? scope.cancellation : new Cancellation([scope.cancellation]);
  const tooLong = () =>
    new GraphError('STEP_TIMEOUT', `A superstep of "${scope.graph.name}" took longer than its ${stepTimeout} ms.`);
  const stopClock = stop.abortAfter(stepTimeout, tooLong);
  const superstep = new Superstep(contextOf(context, states, stop), { stop, taskCount: states.length });
  if (scope.sinks.length > 0) for (const state of states) superstep.tellStart(state);
  try {
    const running = states.map((state) => superstep.run(state));
    const ended = running.filter((each): each is TaskOutcome => !(each instanceof Promise));
    if (ended.length < running.length) return await untilAborted(Promise.all(running), stop);
    stop.throwIfAborted();
    return ended;
  } finally {
    stopClock();
  }
}

function contextOf(context: SuperstepContext, states: readonly TaskState[], stop: Cancellation): ExecuteContext {
  const { scope, state, parents, step, pendingWrites, save } = context;
  const cancellation = new Cancellation([stop]);
  return { scope, state, parents, step, isAlone: states.length === 1, pendingWrites, save, cancellation };
}

type Done = Extract<Outcome, { kind: 'done' }>;
type Interrupted = Extract<Outcome, { kind: 'interrupted' }>;
type Failed = Extract<Outcome, { kind: 'failed' }>;

interface SuperstepControl {
  /** Aborts when the run is over for this graph: what ends later is dropped. */
  readonly stop: Cancellation;
  readonly taskCount: number;
}

class Superstep {
  /** Tasks whose end lets the superstep be committed. */
  private doneCount = 0;
  /** Tasks that do nothing more, whether done or not. */
  private endedCount = 0;

  constructor(
    private readonly context: ExecuteContext,
    private readonly control: SuperstepControl,
  ) {}

  /** All tasks of a superstep begin at once, so none is heard before all of them are told. */
  tellStart(state: TaskState): void {
    if (!isFinished(state) && !state.isWaiting) this.emit('tasks', state, () => taskStartChunk(state.task));
  }

  run(state: TaskState): Awaitable<TaskOutcome> {
    const { task } = state;
    if (isFinished(state)) {
      this.endedCount++;
      this.doneCount++;
      this.emit('updates', state, () => cachedUpdatesChunk(this.context.scope.graph, task, state.writes));
      return { state, outcome: { kind: 'done', writes: [...state.writes] } };
    }
    if (state.isWaiting) {
      this.endedCount++;
      this.emitInterrupts(state, state.pending);
      return { state, outcome: { kind: 'interrupted', interrupts: [...state.pending] } };
    }
    const { errorHandler } = task.node;
    const executing = errorHandler ? runWithHandler(task, errorHandler, this.context) : executeTask(task, this.context);
    return after(executing, (outcome) => this.save(state, outcome));
  }

  private save(state: TaskState, outcome: Outcome): Awaitable<TaskOutcome> {
    if (this.control.stop.isAborted) return { state, outcome: { kind: 'cancelled' } };
    this.endedCount++;
    switch (outcome.kind) {
      case 'done':
        return this.saveDone(state, outcome);
      case 'interrupted':
        return this.saveInterrupted(state, outcome);
      case 'failed':
        return this.saveFailed(state, outcome);
      case 'parent-command':
        this.emit('tasks', state, () => taskResultChunk(state.task, {}));
        return { state, outcome };
      case 'cancelled':
        return this.saveCancelled(state, outcome);
      case 'drained':
        return { state, outcome };
      default:
        return outcome satisfies never;
    }
  }

  /** Of the last task the writes go with the checkpoint that they lead to: one step to store instead of two. */
  private saveDone(state: TaskState, { writes, handledBy }: Done): Awaitable<TaskOutcome> {
    const taskId = state.task.id;
    const kept: PendingWrite[] = writes.length > 0 ? writes : [[NO_WRITES, null]];
    const outcome: Outcome = { kind: 'done', writes: kept };
    const announce = () => this.announceDone(handledBy ? { ...state, task: handledBy } : state, writes);
    this.doneCount++;
    if (this.doneCount === this.control.taskCount)
      return { state, outcome, unsaved: { taskId, writes: kept, announce } };
    return this.context.save([taskId, kept]).then(() => {
      announce();
      return { state, outcome };
    });
  }

  private async saveInterrupted(state: TaskState, outcome: Interrupted): Promise<TaskOutcome> {
    await this.context.save(
      [state.task.id, [[INTERRUPT, outcome.interrupts], ...overcome(state)]],
      // The graph pauses as soon as its last task has ended.
      this.endedCount === this.control.taskCount ? 'held' : 'now',
    );
    this.emitInterrupts(state, outcome.interrupts);
    this.emit('tasks', state, () => taskResultChunk(state.task, outcome));
    return { state, outcome };
  }

  private announceDone(state: TaskState, writes: PendingWrite[]): void {
    const { graph } = this.context.scope;
    this.emit('updates', state, () => updatesChunk(graph, state.task, writes));
    this.emit('tasks', state, () => taskResultChunk(state.task, { result: taskResult(graph, writes) }));
    if (!state.task.node.isHidden) emitMessages(this.context, state.task, writes);
  }

  private async saveFailed(state: TaskState, outcome: Failed): Promise<TaskOutcome> {
    this.context.cancellation.abort(new DOMException(`Node "${state.task.name}" failed.`, 'AbortError'));
    if (outcome.rejectedId !== undefined) await this.context.scope.run.withdrawAnswer(outcome.rejectedId);
    const error = serializeError(outcome.error);
    await this.context.save([state.task.id, [[ERROR, error]]]);
    this.emit('tasks', state, () => taskResultChunk(state.task, { error }));
    return { state, outcome };
  }

  private async saveCancelled(state: TaskState, outcome: Outcome): Promise<TaskOutcome> {
    await this.context.save([state.task.id, [[ERROR, stopError(state.task.name, this.context.cancellation.reason)]]]);
    return { state, outcome };
  }

  private emitInterrupts(state: TaskState, interrupts: readonly Interrupt[]): void {
    // A nested graph's questions bubble up to this task, and the graph around it tells them.
    const chunk = () => ({ [INTERRUPT]: [...interrupts] });
    this.emit('updates', state, chunk);
    this.emit('values', state, chunk);
  }

  private emit(mode: 'values' | 'updates' | 'tasks', { task }: TaskState, chunk: () => unknown): void {
    const { scope, step } = this.context;
    if (task.node.isHidden || scope.sinks.length === 0) return;
    emit(scope.sinks, { mode, ns: namespacePath(scope.ns), step }, chunk);
  }
}

/** A task that failed before and now asks is no longer failed. */
function overcome(state: TaskState): PendingWrite[] {
  return state.error ? [[ERROR, null]] : [];
}
