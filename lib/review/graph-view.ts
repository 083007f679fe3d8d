import type { GraphRegistry } from '#lib/runs/graph-registry';
import { type GraphNode, outlineGraph } from './outline-graph';

/** A graph's drawing, its nodes in the order in which a run can reach them. */
export interface GraphView {
  id: string;
  name: string;
  description: string | null;
  nodes: GraphNode[];
}

/** Null for a graph this server does not offer (any more). */
export function graphView(graphs: GraphRegistry, id: string): GraphView | null {
  const entry = graphs.get(id);
  if (!entry) return null;
  const { nodes, edges } = entry.graph.getGraph().toJSON();
  return { id, name: entry.name, description: entry.description ?? null, nodes: outlineGraph(nodes, edges) };
}

/** The node of the root graph in which a question was asked; its namespace begins with it. */
export function rootNode({ ns, node }: { ns: string; node: string }): string {
  return ns.split('|')[0]?.split(':')[0] || node;
}
