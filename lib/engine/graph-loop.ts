// The loop: the only part of the engine that waits. Everything it decides is decided by pure functions.
import { applyWrites, type ChannelState, type TaskWrites } from './apply-writes';
import { beginLoop } from './begin-loop';
import { CheckpointWriter } from './checkpoint-writer';
import type { Command } from './command';
import { nextCommandId } from './command-writes';
import { END, INTERRUPT, START } from './constants';
import { GraphDrained, GraphInterrupt, GraphRecursionError, InvalidUpdateError, ParentCommand } from './errors';
import { indexOf } from './graph-index';
import { readState } from './graph-spec';
import { forksOf } from './lineage';
import type { LoopScope } from './loop-scope';
import type { LoopState } from './loop-state';
import { namespacePath } from './namespace';
import { type PlannedTask, planTasks } from './plan-tasks';
import { emit } from './sink';
import { makeSnapshot } from './snapshot';
import { shouldStop } from './static-breakpoint';
import { urgencyOf } from './step-urgency';
import { runSuperstep, type TaskOutcome, type UnsavedWrites } from './superstep';
import { readTaskState, type TaskState } from './task-state';
import type {
  CheckpointMetadata,
  CheckpointPendingWrite,
  CheckpointStep,
  Interrupt,
  PendingWrite,
  RunnableConfig,
  StateValues,
  StepUrgency,
  StreamMode,
} from './types';

export interface LoopResult {
  readonly values: StateValues;
  /** Present when the graph waits: the pending questions, none at a static breakpoint. */
  readonly interrupts?: readonly Interrupt[];
}

export class GraphLoop {
  state: LoopState;
  /** False when the call names a checkpoint that is not the newest of its thread. */
  readonly isAtHead: boolean;
  /** Tasks of this superstep that have stored how they ended. */
  readonly ended = new Set<string>();
  private readonly writer: CheckpointWriter;

  constructor(
    readonly scope: LoopScope,
    start: { state: LoopState; headId: string | undefined },
  ) {
    this.state = start.state;
    this.isAtHead = start.headId === undefined || start.headId === start.state.checkpointId;
    this.writer = new CheckpointWriter(scope, start.headId);
  }

  async run(input: unknown): Promise<LoopResult> {
    await beginLoop(this, input);
    if (!this.scope.parent) this.scope.run.forks = forksOf(this.state.metadata);
    for (let steps = 0, due = this.plan(); ; ) {
      this.scope.cancellation.throwIfAborted();
      const tasks = due;
      if (tasks.length === 0) return this.end();
      const isInputStep = tasks.every((task) => task.node.isHidden);
      if (!isInputStep) this.checkMayStart(tasks, steps++);
      this.emitCheckpoint();
      if (this.stopsAt(this.scope.interruptBefore, tasks)) return this.pause([]);
      const outcomes = await runSuperstep(this.taskStates(tasks), this.superstep());
      const interrupts = readOutcomes(outcomes, this.scope);
      if (interrupts) return this.pause(interrupts, outcomes);
      due = await this.commit(outcomes.map(writesOf), 'loop', unsavedOf(outcomes));
      if (this.wroteState(outcomes)) this.emitValues();
      if (this.stopsAt(this.scope.interruptAfter, tasks)) return this.pause([]);
    }
  }

  configOf(checkpointId: string): RunnableConfig {
    return this.writer.configOf(checkpointId);
  }

  plan(state: LoopState = this.state): PlannedTask[] {
    const at = { checkpointId: state.checkpointId, ns: this.scope.ns, step: state.step + 1 };
    return planTasks(this.scope.graph, state.channels, at);
  }

  taskStates(tasks: readonly PlannedTask[]): TaskState[] {
    return tasks.map((task) => readTaskState(task, this.state.pendingWrites, this.scope.run.answers));
  }

  /** Applies writes in memory only; the next checkpoint will hold them. */
  apply(tasks: readonly TaskWrites[], id: string = this.writer.nextId(this.state)): ChannelState {
    const { channels, triggers } = this.scope.graph;
    return applyWrites(this.state.channels, tasks, { channels, triggers, checkpointId: id });
  }

  /**
   * Applies writes and stores the result as the next checkpoint, together with those that are not stored yet.
   * @returns the tasks that are due next
   */
  async commit(
    tasks: readonly TaskWrites[],
    source: CheckpointMetadata['source'],
    unsaved: readonly UnsavedWrites[] = [],
  ): Promise<PlannedTask[]> {
    const nodesRan = source === 'loop' && tasks.some(({ name }) => name !== START);
    const id = nodesRan ? this.writer.nextId(this.state) : this.writer.idOfBeginning(this.state);
    let channels: ChannelState;
    try {
      channels = this.apply(tasks, id);
    } catch (error) {
      await this.keep(unsaved);
      throw error;
    }
    const next = this.writer.successor(this.state, { id, channels, source });
    const due = this.plan(next);
    if (this.scope.saver) {
      const writes = unsaved.map(({ taskId, writes }) => [taskId, writes] as const);
      const urgency = this.scope.parent ? 'now' : urgencyOf({ nodesRan, due });
      await this.writer.put(next, this.state, { writes, urgency });
    }
    this.state = next;
    this.ended.clear();
    for (const { announce } of unsaved) announce();
    return due;
  }

  /** What a reducer refuses stays stored as it was written: a superstep that is continued runs no node twice for it. */
  private async keep(unsaved: readonly UnsavedWrites[]): Promise<void> {
    for (const { taskId, writes, announce } of unsaved) {
      await this.writer.putWrites(this.state, [taskId, writes]);
      announce();
    }
  }

  /** Stores what a Command brings beside the current checkpoint, as one write. */
  async saveCommand(writes: PendingWrite[]): Promise<void> {
    const { state } = this;
    const id = nextCommandId(state.pendingWrites);
    // Whoever gave it has it still; until a node is executed, nothing is lost with it.
    await this.writer.putWrites(state, [id, writes], 'later');
    const added = writes.map(([channel, value]): CheckpointPendingWrite => [id, channel, value]);
    this.state = { ...state, pendingWrites: [...state.pendingWrites, ...added] };
  }

  emitValues(channels: ChannelState = this.state.channels): void {
    // A graph of one value has nothing to show before it has come to it.
    if (this.scope.graph.isSingleValued && !(END in channels.values)) return;
    const { graph } = this.scope;
    this.emit('values', () => readState(graph, channels, graph.stateKeys));
  }

  private wroteState(outcomes: readonly TaskOutcome[]): boolean {
    const { graph, sinks } = this.scope;
    if (sinks.length === 0) return false;
    return outcomes.some((each) => writesOf(each).writes.some(([key]) => indexOf(graph).stateKeys.has(key)));
  }

  /** Where the next superstep begins; of a run that is continued also the checkpoint that was told before. */
  private emitCheckpoint(): void {
    const { state, scope } = this;
    const { graph, ns, threadId, run } = scope;
    if (scope.saver) this.emit('checkpoints', () => makeSnapshot({ graph, state, ns, threadId, answers: run.answers }));
  }

  private emit(mode: StreamMode, makeChunk: () => unknown): void {
    const { sinks, ns } = this.scope;
    if (sinks.length === 0) return;
    emit(sinks, { mode, ns: namespacePath(ns), step: this.state.step }, makeChunk);
  }

  private checkMayStart(tasks: readonly PlannedTask[], steps: number): void {
    const { graph, run, recursionLimit } = this.scope;
    if (run.isDraining) throw new GraphDrained(run.control.drainReason);
    if (steps < recursionLimit) return;
    const due = tasks.map((task) => task.name).join(', ');
    throw new GraphRecursionError(
      `Graph "${graph.name}" took ${recursionLimit} supersteps without coming to an end; ${due} would be next. ` +
        'Check for a loop without a way out, or raise recursionLimit.',
    );
  }

  private stopsAt(names: readonly string[] | '*', tasks: readonly PlannedTask[]): boolean {
    return shouldStop(this.state.channels, names, tasks);
  }

  private superstep() {
    const { state, scope } = this;
    return {
      scope,
      state: state.channels,
      step: state.step + 1,
      pendingWrites: state.pendingWrites,
      parents: { ...scope.parent?.parents, [scope.ns]: state.checkpointId },
      save: (writes: CheckpointStep['writes'][number], urgency?: StepUrgency) => {
        this.ended.add(writes[0]);
        return this.writer.putWrites(state, writes, urgency);
      },
    };
  }

  private end(): LoopResult {
    this.emitCheckpoint();
    return { values: this.output() };
  }

  /** Comes to rest with what is finished shown, although no checkpoint holds it yet. */
  private pause(interrupts: readonly Interrupt[], outcomes: readonly TaskOutcome[] = []): LoopResult {
    if (this.scope.parent) throw new GraphInterrupt([...interrupts]);
    const finished = outcomes.filter(({ outcome }) => outcome.kind === 'done').map(writesOf);
    const channels = finished.length > 0 ? this.apply(finished) : this.state.channels;
    if (outcomes.length === 0) {
      this.emit('updates', () => ({ [INTERRUPT]: [] }));
      this.emit('values', () => ({ [INTERRUPT]: [] }));
    }
    if (finished.length > 0) this.emitValues(channels);
    return { values: this.output(channels), interrupts };
  }

  private output(channels: ChannelState = this.state.channels): StateValues {
    return readState(this.scope.graph, { values: channels.values }, this.scope.graph.outputKeys);
  }
}

function unsavedOf(outcomes: readonly TaskOutcome[]): UnsavedWrites[] {
  const all: UnsavedWrites[] = [];
  for (const { unsaved } of outcomes) if (unsaved) all.push(unsaved);
  return all;
}

function writesOf({ state, outcome }: TaskOutcome): TaskWrites {
  const { name, path, triggers } = state.task;
  return { name, path, triggers, writes: outcome.kind === 'done' ? outcome.writes : [] };
}

/** The questions that stop the graph, or undefined when every task is done. Throws when one failed. */
function readOutcomes(outcomes: readonly TaskOutcome[], scope: LoopScope): Interrupt[] | undefined {
  const errors: Error[] = [];
  const interrupts: Interrupt[] = [];
  let isStopped = false;
  let command: Command | undefined;
  for (const { outcome } of outcomes) {
    if (outcome.kind === 'failed') errors.push(outcome.error);
    if (outcome.kind === 'interrupted') interrupts.push(...outcome.interrupts);
    if (outcome.kind === 'interrupted') isStopped = true;
    if (outcome.kind === 'parent-command') command ??= outcome.command;
  }
  const [first] = errors;
  if (first)
    throw errors.length === 1 ? first : new AggregateError(errors, `${errors.length} nodes failed: ${first.message}`);
  if (outcomes.some(({ outcome }) => outcome.kind === 'drained')) throw new GraphDrained(scope.run.control.drainReason);
  if (isStopped) return interrupts;
  if (!command) return undefined;
  if (scope.parent) throw new ParentCommand(command);
  throw new InvalidUpdateError(
    'INVALID_UPDATE',
    'There is no parent graph. Use Command.PARENT only in a nested graph.',
  );
}
