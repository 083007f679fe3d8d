import { readAnswers, readRecordedAnswers } from './command-writes';
import { GraphValueError } from './errors';
import type { GraphSpec } from './graph-spec';
import { currentTuple } from './lineage';
import { stateOfTuple } from './loop-state';
import { nodeNames } from './namespace';
import { type RunnableGraph, saverOf } from './open-loop';
import { makeSnapshot, readTasks, type SnapshotSource } from './snapshot';
import type {
  BaseCheckpointSaver,
  CheckpointListOptions,
  CheckpointPendingWrite,
  CheckpointTuple,
  GetStateOptions,
  RunnableConfig,
  StateSnapshot,
} from './types';

export async function readSnapshot(
  graph: RunnableGraph,
  config: RunnableConfig,
  { subgraphs = false }: GetStateOptions,
): Promise<StateSnapshot> {
  const saver = requireSaver(graph, config);
  const isFolded = config.configurable?.checkpoint_id === undefined;
  const tuple = isFolded ? (await currentTuple(saver, config)).tuple : await saver.getTuple(config);
  if (!tuple) return { values: {}, next: [], tasks: [], config };
  const source = { ...(await sourceOf({ graph, saver, config }, tuple)), isFolded };
  const snapshot = makeSnapshot(source);
  return subgraphs ? withNestedStates({ graph, saver, config }, source, snapshot) : snapshot;
}

export async function* readHistory(
  graph: RunnableGraph,
  config: RunnableConfig,
  options: CheckpointListOptions,
): AsyncGenerator<StateSnapshot> {
  const saver = requireSaver(graph, config);
  for await (const tuple of saver.list(config, options)) {
    yield makeSnapshot(await sourceOf({ graph, saver, config }, tuple));
  }
}

/** The graph that keeps its checkpoints in a namespace such as `parent:<task>|child:<task>`. */
export function findNestedGraph(graph: RunnableGraph, ns: string): RunnableGraph {
  let found: RunnableGraph = graph;
  for (const name of nodeNames(ns)) {
    const nested: { spec: GraphSpec; checkpointer?: unknown } | undefined = found.spec.nodes.get(name)?.subgraph;
    if (!nested)
      throw new GraphValueError('UNKNOWN_NODE', `Graph "${graph.spec.name}" has no nested graph at "${ns}".`);
    found = { spec: nested.spec };
  }
  return found;
}

export function requireSaver(graph: RunnableGraph, config: RunnableConfig): BaseCheckpointSaver {
  const saver = saverOf(graph, config);
  if (saver) return saver;
  throw new GraphValueError(
    'MISSING_CHECKPOINTER',
    `Graph "${graph.spec.name}" has no checkpointer, so it has no state to read.`,
  );
}

interface ReadContext {
  readonly graph: RunnableGraph;
  readonly saver: BaseCheckpointSaver;
  readonly config: RunnableConfig;
}

async function sourceOf({ graph, saver, config }: ReadContext, tuple: CheckpointTuple): Promise<SnapshotSource> {
  const ns = config.configurable?.checkpoint_ns ?? '';
  const threadId = config.configurable?.thread_id;
  const given = ns === '' ? (tuple.pendingWrites ?? []) : await readRootWrites(saver, tuple, threadId);
  const { spec } = findNestedGraph(graph, ns);
  return {
    graph: spec,
    state: stateOfTuple(spec, tuple),
    ns,
    threadId,
    answers: readAnswers(given),
    recorded: readRecordedAnswers(given),
  };
}

/** The outermost graph keeps the answers for all graphs nested in it. */
async function readRootWrites(
  saver: BaseCheckpointSaver,
  tuple: CheckpointTuple,
  threadId: string | undefined,
): Promise<readonly CheckpointPendingWrite[]> {
  const rootId = tuple.metadata?.parents[''];
  if (rootId === undefined || threadId === undefined) return [];
  const root = await saver.getTuple({
    configurable: { thread_id: threadId, checkpoint_ns: '', checkpoint_id: rootId },
  });
  return root?.pendingWrites ?? [];
}

async function withNestedStates(
  context: ReadContext,
  source: SnapshotSource,
  snapshot: StateSnapshot,
): Promise<StateSnapshot> {
  const { graph, config } = context;
  const planned = readTasks(source);
  const tasks = await Promise.all(
    snapshot.tasks.map(async (task, i) => {
      const nested = planned[i]?.task;
      if (!nested?.node.subgraph || !task.state) return task;
      const { checkpoint_id: _, ...configurable } = { ...config.configurable };
      const ns = 'configurable' in task.state ? task.state.configurable?.checkpoint_ns : nested.ns;
      const at = { ...config, configurable: { ...configurable, checkpoint_ns: ns } };
      return { ...task, state: await readSnapshot(graph, at, { subgraphs: true }) };
    }),
  );
  return { ...snapshot, tasks };
}
