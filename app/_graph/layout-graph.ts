import { Graph, layout } from '@dagrejs/dagre';
import type { GraphNode } from '#lib/review/outline-graph';

export const NODE_WIDTH = 168;
export const NODE_HEIGHT = 52;

/** Where each node stands, by id: the top left corner, flowing from top to bottom. */
export function layoutGraph(nodes: readonly GraphNode[]): Map<string, { x: number; y: number }> {
  const graph = new Graph();
  graph.setGraph({ rankdir: 'TB', nodesep: 40, ranksep: 56 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const node of nodes) graph.setNode(node.id, { width: NODE_WIDTH, height: NODE_HEIGHT });
  for (const node of nodes) for (const next of node.next) graph.setEdge(node.id, next.id);
  layout(graph);
  return new Map(
    nodes.map(({ id }) => {
      const { x, y } = graph.node(id);
      return [id, { x: x - NODE_WIDTH / 2, y: y - NODE_HEIGHT / 2 }];
    }),
  );
}
