// Graphs that keep their state from task to task (`checkpointer: true`) have one namespace for all branches of a thread.
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
