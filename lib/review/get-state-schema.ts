import type { Holdpoint } from '#lib/runs/holdpoint';
import { threadGraph } from '#lib/runs/thread-state';
import { getThread } from '#lib/runs/threads';
import type { JsonSchema } from './form/read-schema';

/** What an edit of a thread's state has to know of its graph. */
export interface StateSchema {
  /** Null: the graph does not tell. */
  schema: JsonSchema | null;
  /** As which an edit can be written. */
  nodes: string[];
  /** A value that is written stands there as it is; otherwise the graph's reducers add it to what stands there. */
  replaces: boolean;
}

/** @throws HoldpointError `thread_not_found`, `graph_not_found` */
export async function getStateSchema(hp: Holdpoint, threadId: string): Promise<StateSchema> {
  const graph = threadGraph(hp, await getThread(hp, threadId));
  if (!graph) return { schema: null, nodes: [], replaces: true };
  const nodes = graph
    .getGraph()
    .toJSON()
    .nodes.map(({ id }) => id);
  return {
    schema: graph.getStateJsonSchema() ?? null,
    nodes: nodes.filter((id) => id !== '__start__' && id !== '__end__'),
    replaces: graph.previewInput !== undefined,
  };
}
