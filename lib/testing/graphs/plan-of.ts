import { END, START } from '#lib/engine';
import type { BranchPlan, DestinationPlan, GraphPlan, JoinPlan, NodePlan, ResultPlan, StepPlan } from './graph-plan';
import type { DrawnDestination, DrawnGraph, DrawnNode, DrawnStep } from './random-plan';

/** Where a graph stands in its plan. */
interface Place {
  readonly prefix: string;
  /** The nodes of the graph around it, if its own nodes may address that. */
  readonly around: readonly string[];
}

/** Makes a plan of whatever was drawn: numbers count round the nodes, and what cannot be is left out. */
export function planOf({ nodes, entries, entryWays, joins, isStored }: DrawnGraph, at: Place = OUTERMOST): GraphPlan {
  const names = namesOf(nodes, at.prefix);
  const nameAt = (place: number) => names[place % names.length] as string; // a graph has a node
  const plans = nodes.map((node, index) => nodeOf(node, nameAt(index), { names, around: at.around }));
  const joinPlans = joins.flatMap((join) => joinOf(join, names));
  const ways = entryWays.map((way) => way.map((each) => destinationOf(each, names)));
  const plan = {
    nodes: plans,
    edges: [
      ...entries.map((each) => [START, nameAt(each)] as const),
      ...nodes.flatMap(({ edges }, index) =>
        edges.map((each) => [nameAt(index), nodeAfter(index, each, names)] as const),
      ),
    ],
    joins: joinPlans,
    branches: [
      ...(ways.length > 0 ? [{ source: START, ways }] : []),
      ...nodes.flatMap((node, index) => branchOf(node, nameAt(index), names)),
    ],
    isStored,
  };
  return reachAll(plan);
}

const OUTERMOST: Place = { prefix: '', around: [] };

function namesOf(nodes: readonly DrawnNode[], prefix: string): string[] {
  const ranked = [...nodes.keys()].sort((a, b) => (nodes[a]?.rank ?? 0) - (nodes[b]?.rank ?? 0));
  return nodes.map((_, index) => prefix + 'abcdefgh'.charAt(ranked.indexOf(index)));
}

interface Surroundings {
  readonly names: readonly string[];
  readonly around: readonly string[];
}

function nodeOf(drawn: DrawnNode, name: string, { names, around }: Surroundings): NodePlan {
  const { isDeferred, attempts, subgraph, steps } = drawn;
  const result = resultOf(drawn, { names, around });
  const calls = { count: 0 };
  return {
    name,
    isDeferred,
    attempts,
    ...(subgraph && { subgraph: planOf(subgraph, { prefix: name, around: names }) }),
    steps: subgraph ? [] : steps.map((step) => stepOf(step, { name, names, calls })),
    result: subgraph ? { ...result, form: 'update', goto: [] } : result,
  };
}

function resultOf({ writes, form: drawn, goto }: DrawnNode, { names, around }: Surroundings): ResultPlan {
  const form = drawn === 'parent' && around.length === 0 ? 'command' : drawn;
  const targets = form === 'parent' ? around : names;
  return { writes, form, goto: mayLoop(writes) ? goto.map((each) => destinationOf(each, targets)) : [] };
}

interface Calling {
  readonly name: string;
  readonly names: readonly string[];
  readonly calls: { count: number };
}

function stepOf(step: DrawnStep, { name, names, calls }: Calling): StepPlan {
  if (step.kind !== 'call') return step;
  // Of graphs side by side that address the one around, it is open which is heard.
  const around = step.graphs.length === 1 ? names : [];
  return {
    kind: 'call',
    graphs: step.graphs.map((graph) => planOf(graph, { prefix: `${name}${calls.count++}`, around })),
  };
}

/** A loop ends when the log is long, so whoever leads back writes to it. */
function mayLoop(writes: ResultPlan['writes']): boolean {
  return writes !== 'nothing' && writes !== 'overwrite';
}

function branchOf({ ways, writes }: DrawnNode, source: string, names: readonly string[]): BranchPlan[] {
  if (ways.length === 0 || !mayLoop(writes)) return [];
  return [{ source, ways: ways.map((way) => way.map((each) => destinationOf(each, names))) }];
}

function destinationOf({ place, isSend }: DrawnDestination, names: readonly string[]): DestinationPlan {
  return { node: names[place % names.length] ?? END, isSend };
}

/** Plain edges lead forward, so that none of them makes a loop. */
function nodeAfter(index: number, place: number, names: readonly string[]): string {
  return names[index + 1 + (place % (names.length - index))] ?? END;
}

function joinOf(
  { sources, target }: { sources: readonly number[]; target: number },
  names: readonly string[],
): JoinPlan[] {
  const from = [...new Set(sources.map((place) => place % names.length))];
  const to = target % names.length;
  if (from.length < 2 || from.some((index) => index >= to)) return [];
  return [{ sources: from.map((index) => names[index] ?? END), target: names[to] ?? END }];
}

/** Every node that nothing would lead to becomes an entry. */
function reachAll(plan: GraphPlan): GraphPlan {
  const reached = reachedIn(plan);
  const missing = plan.nodes.find(({ name }) => !reached.has(name));
  return missing ? reachAll({ ...plan, edges: [[START, missing.name], ...plan.edges] }) : plan;
}

function reachedIn({ nodes, edges, joins, branches }: GraphPlan): Set<string> {
  const reached = new Set<string>([START]);
  // A Set is iterated in insertion order, and also over what is added meanwhile.
  for (const name of reached) {
    const result = nodes.find((node) => node.name === name)?.result;
    const targets = [
      ...edges.filter(([source]) => source === name).map(([, target]) => target),
      ...joins.filter(({ sources }) => sources.includes(name)).map(({ target }) => target),
      ...branches.filter(({ source }) => source === name).flatMap(({ ways }) => ways.flat().map(({ node }) => node)),
      ...(result && result.form !== 'parent' ? result.goto.map(({ node }) => node) : []),
    ];
    for (const target of targets) reached.add(target);
  }
  return reached;
}
