import { applyWrites, type ChannelState } from './apply-writes';
import { type Answers, type RecordedAnswer, readCommandWrites } from './command-writes';
import { answersTo } from './given-answers';
import { type GraphSpec, readState } from './graph-spec';
import { withoutForks } from './lineage';
import type { LoopState } from './loop-state';
import { keptNamespace } from './namespace';
import { planTasks } from './plan-tasks';
import { otherUpdate, taskResult } from './stream-chunks';
import { isFinished, readTaskState, type TaskState } from './task-state';
import type { RunnableConfig, StateSnapshot, StateTask } from './types';

export interface SnapshotSource {
  readonly graph: GraphSpec;
  /** As stored: without the effect of the writes beside the checkpoint. */
  readonly state: LoopState;
  readonly ns: string;
  readonly threadId: string | undefined;
  readonly answers: Answers;
  /** Those that were given at this checkpoint, with how they came about. */
  readonly recorded?: readonly RecordedAnswer[];
  /** Show what finished tasks wrote as if it were part of the state; for the head of a thread. */
  readonly isFolded?: boolean;
}

/** The state at a checkpoint, and the tasks that follow from it. */
export function makeSnapshot(source: SnapshotSource): StateSnapshot {
  const { graph, state, isFolded = false } = source;
  const tasks = readTasks(source);
  const shown = isFolded ? foldForDisplay(source, tasks) : state.channels;
  return {
    values: readState(graph, shown, graph.stateKeys),
    next: isFolded ? dueNodes(source, tasks, shown) : tasks.map(({ task }) => task.name),
    tasks: tasks.map((task) => describeTask(source, task)),
    config: snapshotConfig(source, state.checkpointId),
    ...(state.metadata && { metadata: withoutForks(state.metadata) }),
    ...(state.createdAt !== undefined && { createdAt: state.createdAt }),
    ...(state.parentConfig && { parentConfig: state.parentConfig }),
  };
}

/** The tasks of a checkpoint with what is known about each. */
export function readTasks({ graph, state, ns, answers }: SnapshotSource): TaskState[] {
  const at = { checkpointId: state.checkpointId, ns, step: state.step + 1 };
  const planned = planTasks(graph, withCommands(graph, state), at);
  return planned.map((task) => readTaskState(task, state.pendingWrites, answers));
}

/**
 * The nodes that have something left to do. When all tasks are finished and the superstep is not committed, as after a crash,
 * those that follow; or the same ones, when what they wrote was refused and so leads nowhere.
 */
function dueNodes(source: SnapshotSource, tasks: TaskState[], shown: ChannelState): string[] {
  const { graph, state, ns } = source;
  const open = tasks.filter((task) => !isFinished(task));
  if (tasks.length === 0 || open.length > 0) return open.map(({ task }) => task.name);
  const following = planTasks(graph, shown, { checkpointId: state.checkpointId, ns, step: state.step + 2 });
  return following.map(({ name }) => name);
}

/** The state as far as it can be shown: writes that a reducer refuses, the reason why the run failed, are left out. */
function foldForDisplay(source: SnapshotSource, tasks: TaskState[]): ChannelState {
  try {
    return foldFinished(source, tasks);
  } catch {
    return source.state.channels;
  }
}

/** The state with what Commands gave at this checkpoint, and what its finished tasks wrote. */
export function foldFinished(
  { graph, state }: Pick<SnapshotSource, 'graph' | 'state'>,
  tasks: TaskState[],
): ChannelState {
  const finished = tasks.filter(isFinished).map(({ task, writes }) => ({ ...task, writes }));
  const base = withCommands(graph, state);
  return finished.length === 0 ? base : applyWrites(base, finished, applyOptions(graph));
}

/** The state with what Commands gave at this checkpoint. */
export function withCommands(graph: GraphSpec, state: LoopState): ChannelState {
  const writes = readCommandWrites(state.pendingWrites);
  if (writes.length === 0) return state.channels;
  return applyWrites(state.channels, [{ name: '', path: [], triggers: [], writes }], applyOptions(graph));
}

function applyOptions({ channels, triggers }: GraphSpec) {
  return { channels, triggers, checkpointId: '' };
}

function describeTask(source: SnapshotSource, { task, writes, pending, error }: TaskState): StateTask {
  const { graph, threadId, recorded = [] } = source;
  const { id, name, path, node, ns } = task;
  const answers = answersTo(task, recorded, { ns: source.ns, checkpointId: source.state.checkpointId });
  const isDone = writes.length > 0;
  const other = isDone ? otherUpdate(graph, writes) : undefined;
  const { subgraph } = node;
  const nestedNs = subgraph?.checkpointer === true ? keptNamespace(ns) : ns;
  const state: RunnableConfig = { configurable: { ...threadIdOf(threadId), checkpoint_ns: nestedNs } };
  return {
    id,
    name,
    path: [...path],
    interrupts: [...pending],
    ...(answers.length > 0 && { answers }),
    ...(error && !isDone && { error }),
    ...(isDone && { result: taskResult(graph, writes) }),
    ...(other && { update: other[0] }),
    ...(subgraph && subgraph.checkpointer !== false && { state }),
  };
}

function snapshotConfig({ ns, threadId }: SnapshotSource, checkpointId: string): RunnableConfig {
  return { configurable: { ...threadIdOf(threadId), checkpoint_ns: ns, checkpoint_id: checkpointId } };
}

function threadIdOf(threadId: string | undefined): { thread_id?: string } {
  return threadId === undefined ? {} : { thread_id: threadId };
}
