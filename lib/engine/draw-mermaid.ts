import type { GraphDrawing } from './types';

type DrawnNode = GraphDrawing['nodes'][number];

/** A drawing as the text of a Mermaid flowchart; what an `xray` has opened is a subgraph in it. */
export function drawMermaid(nodes: readonly DrawnNode[], edges: GraphDrawing['edges']): string {
  const ids = new Map(nodes.map((node, i) => [node.id, `n${i}`]));
  const arrows = edges.map(({ source, target, conditional, data }) => {
    const dotted = data === undefined ? '-.->' : `-. ${quoted(data)} .->`;
    return `  ${ids.get(source)} ${conditional ? dotted : '-->'} ${ids.get(target)}`;
  });
  return ['flowchart TD', ...drawLevel(nodes, ids, { prefix: '', indent: '  ' }), ...arrows].join('\n');
}

interface Level {
  /** Of the ids of its nodes: the graphs they are in, each followed by a colon. */
  readonly prefix: string;
  readonly indent: string;
}

function drawLevel(nodes: readonly DrawnNode[], ids: ReadonlyMap<string, string>, { prefix, indent }: Level): string[] {
  const drawn = new Set<string>();
  return nodes.flatMap((node) => {
    const [name = '', ...inside] = node.id.slice(prefix.length).split(':');
    if (inside.length === 0) return [`${indent}${ids.get(node.id)}${shape(node, name)}`];
    if (drawn.has(name)) return [];
    drawn.add(name);
    const level = { prefix: `${prefix}${name}:`, indent: `${indent}  ` };
    const within = nodes.filter(({ id }) => id.startsWith(level.prefix));
    return [
      `${indent}subgraph ${ids.get(node.id)}g[${quoted(name)}]`,
      ...drawLevel(within, ids, level),
      `${indent}end`,
    ];
  });
}

function shape({ type }: DrawnNode, name: string): string {
  return type === 'schema' ? `([${quoted(name)}])` : `[${quoted(name)}]`;
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '#quot;')}"`;
}
