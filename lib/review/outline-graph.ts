import { c } from '#lib/language/gettext';
/** A node of a graph's drawing, as `getGraph().toJSON()` names it. */
export interface GraphNode {
  id: string;
  label: string;
  /** Ids of the nodes that may follow. */
  next: { id: string; isConditional: boolean; label: string | null }[];
}

interface Edge {
  source: string;
  target: string;
  conditional?: boolean;
  data?: unknown;
}

/**
 * The nodes of a graph in the order in which a run can reach them: breadth first from the start, the unreachable ones last.
 * Read aloud, it is the drawing in words.
 */
export function outlineGraph(nodes: readonly { id: string }[], edges: readonly Edge[]): GraphNode[] {
  const targets = new Set(edges.map((edge) => edge.target));
  const order = new Set(nodes.filter((node) => !targets.has(node.id)).map((node) => node.id));
  for (const id of order) {
    for (const edge of edges) if (edge.source === id) order.add(edge.target);
  }
  for (const node of nodes) order.add(node.id);
  const known = new Set(nodes.map((node) => node.id));
  const reached = [...order].filter((id) => known.has(id));
  return [...reached.filter((id) => id !== '__end__'), ...reached.filter((id) => id === '__end__')].map((id) => ({
    id,
    label: nodeLabel(id),
    next: edges.filter((edge) => edge.source === id).map(toNext),
  }));
}

export function nodeLabel(id: string): string {
  if (id === '__start__') return c('of a graph').t`Start`;
  return id === '__end__' ? c('of a graph').t`End` : id;
}

function toNext({ target, conditional, data }: Edge): GraphNode['next'][number] {
  return { id: target, isConditional: conditional === true, label: typeof data === 'string' ? data : null };
}
