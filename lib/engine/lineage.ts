// Graphs that keep their state from task to task (`checkpointer: true`) have one namespace for all branches of a thread.
import { NAMESPACE_END } from './constants';
import type { BaseCheckpointSaver, CheckpointMetadata, CheckpointTuple, Fork, RunnableConfig } from './types';

/** Of a checkpoint of the outermost graph: where the branches off that lead to it. Nothing where there are none. */
export function forksOf(metadata: CheckpointMetadata | undefined): readonly Fork[] {
  return metadata?.forks ?? [];
}

/** What a reader of the history is shown: branches are there in the checkpoints' parents. */
export function withoutForks(metadata: CheckpointMetadata): CheckpointMetadata {
  if (!metadata.forks) return metadata;
  const { forks: _, ...shown } = metadata;
  return shown as CheckpointMetadata; // of which it is all but an optional key
}

/** Whether a checkpoint of a nested graph was made on the way to where these branches have led. */
export function isOnLineage({ metadata }: CheckpointTuple, forks: readonly Fork[]): boolean {
  const rootId = metadata?.parents[''];
  return rootId === undefined || forks.every(({ from, at }) => rootId < from || rootId >= at);
}

/** What a graph that keeps its state has kept there: of its checkpoints the newest that is no other branch's. */
export async function newestOnLineage(
  saver: BaseCheckpointSaver,
  at: RunnableConfig,
  forks: readonly Fork[],
): Promise<CheckpointTuple | undefined> {
  for await (const tuple of saver.list(at)) if (isOnLineage(tuple, forks)) return tuple;
  return undefined;
}

/** What a config that names no checkpoint stands for. */
export interface Current {
  readonly tuple: CheckpointTuple | undefined;
  /** The newest checkpoint of the namespace, whatever its branch. */
  readonly headId: string | undefined;
  /** Of a graph that keeps its state: where the outermost graph is. */
  readonly rootId?: string;
}

/** The newest checkpoint of a namespace, and of one that all branches share the newest of the branch that the thread is on. */
export async function currentTuple(saver: BaseCheckpointSaver, config: RunnableConfig): Promise<Current> {
  const { thread_id: threadId, checkpoint_ns: ns = '' } = config.configurable ?? {};
  const at = { configurable: { thread_id: threadId, checkpoint_ns: ns } };
  const head = await saver.getTuple(at);
  const current = { tuple: head, headId: head?.checkpoint.id };
  if (ns === '' || ns.includes(NAMESPACE_END)) return current;
  const root = await saver.getTuple({ configurable: { thread_id: threadId, checkpoint_ns: '' } });
  if (!root) return current;
  const forks = forksOf(root.metadata);
  const isOurs = !head || isOnLineage(head, forks);
  return {
    ...current,
    rootId: root.checkpoint.id,
    ...(!isOurs && { tuple: await newestOnLineage(saver, at, forks) }),
  };
}
