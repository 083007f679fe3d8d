import { END, START } from './constants';
import { drawMermaid } from './draw-mermaid';
import type { GraphSpec, NodeSpec } from './graph-spec';
import type { GraphDrawing } from './types';

type DrawnNode = GraphDrawing['nodes'][number];
type DrawnEdge = GraphDrawing['edges'][number];

/** A graph as nodes, by their ids, and edges. */
export interface GraphPicture {
  nodes: Record<string, DrawnNode & { name: string }>;
  edges: DrawnEdge[];
  /** In the form the Agent Server API uses. */
  toJSON(): GraphDrawing;
  drawMermaid(): string;
}

/** `xray` draws nested graphs in place of their nodes, to the given depth or to any. */
export function drawGraph(graph: GraphSpec, xray: boolean | number = false): GraphPicture {
  const drawing = drawLevel(graph, '', typeof xray === 'number' ? xray : Number(xray && Infinity) || 0);
  return pictureOf(drawing, () => drawMermaid(drawing.nodes, drawing.edges));
}

export function pictureOf(drawing: GraphDrawing, drawMermaid: () => string): GraphPicture {
  const named = drawing.nodes.map((node) => [node.id, { ...node, name: node.id }] as const);
  return { nodes: Object.fromEntries(named), edges: drawing.edges, toJSON: () => drawing, drawMermaid };
}

function drawLevel(graph: GraphSpec, prefix: string, depth: number): GraphDrawing {
  const nodes: DrawnNode[] = [drawBoundary(prefix, START)];
  const edges: DrawnEdge[] = [];
  let hasEnd = false;
  for (const node of graph.nodes.values()) {
    if (!node.isHidden) {
      const nested = depth > 0 ? node.subgraph : undefined;
      const inner = nested && drawLevel(nested.spec, `${prefix}${node.name}:`, depth - 1);
      nodes.push(...(inner?.nodes ?? [drawNode(prefix, node)]));
      edges.push(...(inner?.edges ?? []));
    }
    for (const edge of edgesOf(graph, node)) {
      if (edge.target === END) hasEnd = true;
      edges.push(placeEdge(graph, edge, { prefix, depth }));
    }
  }
  if (hasEnd) nodes.push(drawBoundary(prefix, END));
  return { nodes, edges };
}

function drawBoundary(prefix: string, name: string): DrawnNode {
  return { id: `${prefix}${name}`, type: 'schema', data: name };
}

function drawNode(prefix: string, { name, metadata, subgraph }: NodeSpec): DrawnNode {
  const data = { id: subgraph ? ['langgraph', 'CompiledStateGraph'] : ['langgraph', 'RunnableCallable'], name };
  return { id: `${prefix}${name}`, type: 'runnable', data: metadata ? { ...data, metadata } : data };
}

/** Names within one level; a node without any way on leads to END. */
function edgesOf(graph: GraphSpec, node: NodeSpec): DrawnEdge[] {
  const { name: source } = node;
  const others = [...graph.nodes.values()].filter((other) => !other.isHidden);
  const edges: DrawnEdge[] = [
    ...node.edges.map((target) => ({ source, target })),
    ...others
      .filter(({ triggers }) => node.joins.some((join) => triggers.includes(join)))
      .map(({ name: target }) => ({ source, target })),
  ];
  for (const { pathMap, name } of node.branches) {
    const targets = pathMap
      ? [...pathMap]
      : [...others.map((other) => [other.name, other.name] as const), [END, END] as const];
    for (const [answer, target] of targets) {
      const label = answer !== target ? answer : undefined;
      edges.push({ source, target, conditional: true, ...(label !== undefined && { data: label }) });
    }
    if (targets.length === 0) edges.push({ source, target: END, conditional: true, data: name });
  }
  for (const target of node.ends) edges.push({ source, target, conditional: true });
  const isLast = edges.length === 0 && !node.isHidden;
  return node.leadsToEnd || isLast ? [...edges, { source, target: END }] : edges;
}

/** Edges from and to a node that is drawn from inside begin and end at that graph's own END and START. */
function placeEdge(graph: GraphSpec, edge: DrawnEdge, { prefix, depth }: { prefix: string; depth: number }): DrawnEdge {
  const place = (name: string, side: string) => {
    const isOpen = depth > 0 && graph.nodes.get(name)?.subgraph !== undefined;
    return isOpen ? `${prefix}${name}:${side}` : `${prefix}${name}`;
  };
  return { ...edge, source: place(edge.source, END), target: place(edge.target, START) };
}
