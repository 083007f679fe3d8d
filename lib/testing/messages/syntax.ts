import { parseAst } from 'rolldown/parseAst';

/** A node of ESTree with JSX and types, of which only what is looked at is known. */
export interface SyntaxNode {
  type: string;
  start: number;
  end: number;
  [part: string]: unknown;
}

/** @throws an error that names the file, where its code cannot be read */
export function parse(path: string, source: string): SyntaxNode {
  try {
    // The types of the parser list every node there is.
    return parseAst(source, { lang: path.endsWith('.tsx') ? 'tsx' : 'ts' }, path) as unknown as SyntaxNode;
  } catch (cause) {
    throw new Error(`${path} cannot be read.`, { cause });
  }
}

export function childrenOf(node: SyntaxNode): SyntaxNode[] {
  return Object.values(node).flat().filter(isNode);
}

function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value;
}

export function isFunction(node: SyntaxNode): boolean {
  return /^(?:Arrow)?Function(?:Expression|Declaration)$/.test(node.type);
}

/** The name of an identifier, of a variable or of a property in JSX. */
export function nameOf(node: unknown): string | undefined {
  const name = isNode(node) ? node.name : undefined;
  return typeof name === 'string' ? name : undefined;
}
