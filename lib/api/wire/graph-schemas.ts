import { CompiledStateGraph } from '#lib/engine';

/** JSON Schemas of what a graph takes, holds and gives; null where its author declared none. */
export function graphSchemas(graphId: string, graph: CompiledStateGraph) {
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
export function subgraphSchemas(
  graph: CompiledStateGraph,
  { recurse }: { recurse: boolean },
): Record<string, ReturnType<typeof graphSchemas>> {
  const found: Record<string, ReturnType<typeof graphSchemas>> = {};
  for (const { name, subgraph } of graph.spec.nodes.values()) {
    if (!(subgraph instanceof CompiledStateGraph)) continue;
    found[name] = graphSchemas(subgraph.name, subgraph);
    if (!recurse) continue;
    for (const [inner, schemas] of Object.entries(subgraphSchemas(subgraph, { recurse })))
      found[`${name}|${inner}`] = schemas;
  }
  return found;
}
