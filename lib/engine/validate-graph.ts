import type { CompileOptions } from './compile-graph';
import { END, START } from './constants';
import { GraphValueError } from './errors';
import type { GraphDeclaration } from './state-graph';

/** Throws what a graph would otherwise fail with when it runs, or what would never run in it. */
export function validateGraph(declaration: GraphDeclaration, options: CompileOptions): void {
  checkStateKeys(declaration);
  checkEdges(declaration);
  checkEntry(declaration);
  checkReachable(declaration);
  for (const names of [options.interruptBefore, options.interruptAfter]) checkBreakpoints(declaration, names ?? []);
}

function checkStateKeys({ state, nodes }: GraphDeclaration): void {
  for (const key of Object.keys(state.channels)) {
    if (nodes.has(key)) {
      throw new GraphValueError('RESERVED_NAME', `"${key}" is both a node and a key of the state; rename one of them.`);
    }
    if (key.startsWith('__') || key in Object.prototype || key.startsWith('branch:') || key.startsWith('join:')) {
      throw new GraphValueError('RESERVED_NAME', `"${key}" cannot be a key of the state, because the engine uses it.`);
    }
  }
}

function checkEdges({ nodes, edges, joins, branches }: GraphDeclaration): void {
  const all = [...edges, ...joins.flatMap(({ sources, target }) => sources.map((source) => [source, target] as const))];
  for (const [source, target] of all) {
    if (source === END)
      throw new GraphValueError('UNKNOWN_NODE', `END cannot have an edge to "${target}"; nothing follows it.`);
    if (target === START)
      throw new GraphValueError('UNKNOWN_NODE', `"${source}" cannot lead to START; name the first node.`);
    if (source !== START) requireNode(nodes, source, `The edge "${source}" -> "${target}"`);
    if (target !== END) requireNode(nodes, target, `The edge "${source}" -> "${target}"`);
  }
  for (const { source, branch } of branches) {
    const where = `The conditional edge "${branch.name}" of "${source}"`;
    if (source !== START) requireNode(nodes, source, where);
    for (const target of branch.pathMap?.values() ?? []) if (target !== END) requireNode(nodes, target, where);
  }
  for (const [name, { options }] of nodes) {
    for (const end of options.ends ?? []) if (end !== END) requireNode(nodes, end, `"ends" of node "${name}"`);
  }
}

function requireNode(nodes: ReadonlyMap<string, unknown>, name: string, where: string): void {
  if (nodes.has(name)) return;
  throw new GraphValueError(
    'UNKNOWN_NODE',
    `${where} names "${name}", which is not a node. Add it, or correct the name.`,
  );
}

function checkEntry({ edges, joins, branches }: GraphDeclaration): void {
  const sources = [
    ...edges.map(([source]) => source),
    ...joins.flatMap((join) => join.sources),
    ...branches.map((each) => each.source),
  ];
  if (sources.includes(START)) return;
  throw new GraphValueError('MISSING_ENTRYPOINT', 'The graph has no entry; add an edge from START to its first node.');
}

/** Every node must be on some way from START, as far as the ways are declared. */
function checkReachable(declaration: GraphDeclaration): void {
  const reached = new Set<string>([START]);
  // A Set is iterated in insertion order, and also over what is added meanwhile.
  for (const name of reached) {
    const targets = targetsOf(declaration, name);
    if (!targets) return;
    for (const target of targets) reached.add(target);
  }
  const unreachable = [...declaration.nodes.keys()].filter((name) => !reached.has(name));
  if (unreachable.length === 0) return;
  throw new GraphValueError(
    'UNREACHABLE_NODE',
    `Nothing leads to ${unreachable.map((name) => `"${name}"`).join(', ')}. ` +
      'Add an edge; or, if a Command goes there, name it in the "ends" of the node that returns the Command.',
  );
}

/** Where a node may lead, or undefined when one of its conditional edges may lead anywhere. */
function targetsOf({ nodes, edges, joins, branches }: GraphDeclaration, name: string): string[] | undefined {
  const own = branches.filter(({ source }) => source === name).map(({ branch }) => branch.pathMap);
  if (own.some((pathMap) => !pathMap)) return undefined;
  return [
    ...edges.filter(([source]) => source === name).map(([, target]) => target),
    ...joins.filter(({ sources }) => sources.includes(name)).map(({ target }) => target),
    ...own.flatMap((pathMap) => [...(pathMap?.values() ?? [])]),
    ...(nodes.get(name)?.options.ends ?? []),
  ];
}

function checkBreakpoints({ nodes }: GraphDeclaration, names: readonly string[] | '*'): void {
  if (names === '*') return;
  for (const name of names) requireNode(nodes, name, 'A breakpoint');
}
