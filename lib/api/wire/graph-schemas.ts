import { CompiledStateGraph } from '#lib/engine';
import type { GraphEntry } from '#lib/runs/graph-registry';

type Graph = GraphEntry['graph'];
type GraphSchemas = ReturnType<typeof graphSchemas>;

/** JSON Schemas of what a graph takes, holds and gives; null where its author declared none. */
export function graphSchemas(graphId: string, graph: Graph) {
  return {
    graph_id: graphId,
    input_schema: graph.getInputJsonSchema() ?? null,
    output_schema: graph.getOutputJsonSchema() ?? null,
    state_schema: graph.getStateJsonSchema() ?? null,
    config_schema: graph.getConfigJsonSchema() ?? null,
    context_schema: graph.getConfigJsonSchema() ?? null,
  };
}

/** The graphs that are nodes of a graph, by their namespace; with `recurse` also those inside them, as `outer|inner`. */
export async function subgraphSchemas(
  graph: Graph,
  { recurse }: { recurse: boolean },
): Promise<Record<string, GraphSchemas>> {
  const found: Record<string, GraphSchemas> = {};
  for (const [name, subgraph] of await subgraphsOf(graph)) {
    found[name] = graphSchemas(subgraph.name, subgraph);
    const inner = recurse ? await subgraphSchemas(subgraph, { recurse }) : {};
    for (const [innerName, schemas] of Object.entries(inner)) found[`${name}|${innerName}`] = schemas;
  }
  return found;
}

/** A graph of another copy of the engine does not say. */
async function subgraphsOf(graph: Graph): Promise<[string, Graph][]> {
  if (!(graph instanceof CompiledStateGraph)) return graph.nestedGraphs?.() ?? [];
  const nodes = [...graph.spec.nodes.values()];
  return nodes.flatMap(({ name, subgraph }) => (subgraph instanceof CompiledStateGraph ? [[name, subgraph]] : []));
}
