import { END, START } from '#lib/engine';
import {
  type BranchPlan,
  type DestinationPlan,
  type GraphPlan,
  graphsCalledBy,
  type JoinPlan,
  type NodePlan,
  type ResultPlan,
  type StepPlan,
} from './graph-plan';
import type { DrawnDestination, DrawnGraph, DrawnHandler, DrawnNode, DrawnStep } from './random-plan';

/** Where a graph stands in its plan. */
interface Place {
  readonly prefix: string;
  /** The nodes of the graph around it, if its own nodes may address that. */
  readonly around: readonly string[];
  /** This graph's state, as far as it is stored itself. */
  readonly isStored: boolean;
  /** No other graph would have the same place to keep its state. */
  readonly mayKeep: boolean;
}

/** Makes a plan of whatever was drawn: numbers count round the nodes, and what cannot be is left out. */
export function planOf(drawn: DrawnGraph): GraphPlan {
  const plan = planAt(drawn, OUTERMOST);
  const sent = new Set(sentTo(plan));
  const forget = (graph: GraphPlan) => ({ ...graph, isKept: false });
  // Tasks side by side would have one place to keep the state of their graphs.
  const nodes = plan.nodes.map((node) =>
    node.subgraph && sent.has(node.name) ? { ...node, subgraph: forget(node.subgraph) } : node,
  );
  return { ...plan, nodes };
}

/** The nodes that something may be sent to, in all graphs of the plan. */
export function sentTo({ nodes, branches }: GraphPlan): string[] {
  const goto = nodes.flatMap(({ result, handler }) => [...result.goto, ...(handler?.result.goto ?? [])]);
  const destinations = [...branches.flatMap(({ ways }) => ways.flat()), ...goto];
  return [
    ...destinations.filter(({ isSend }) => isSend).map(({ node }) => node),
    ...nodes.flatMap(graphsCalledBy).flatMap(sentTo),
  ];
}

function planAt(drawn: DrawnGraph, at: Place): GraphPlan {
  const { nodes, entries, entryWays, joins } = drawn;
  const isStored = at.isStored && drawn.isStored;
  const names = namesOf(nodes, at.prefix);
  const nameAt = (place: number) => names[place % names.length] as string; // a graph has a node
  const plans = nodes.map((node, index) =>
    nodeOf(node, nameAt(index), { names, around: at.around, isStored, mayKeep: at.prefix === '' }),
  );
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
    isStored: drawn.isStored,
    isKept: at.mayKeep && drawn.isKept,
    // Where nothing is stored, nothing can go on after a stop.
    breakpoints: {
      before: isStored ? drawn.stopsBefore.map(nameAt) : [],
      after: isStored ? drawn.stopsAfter.map(nameAt) : [],
    },
  };
  return reachAll(plan);
}

const OUTERMOST: Place = { prefix: '', around: [], isStored: true, mayKeep: false };

function namesOf(nodes: readonly DrawnNode[], prefix: string): string[] {
  const ranked = [...nodes.keys()].sort((a, b) => (nodes[a]?.rank ?? 0) - (nodes[b]?.rank ?? 0));
  return nodes.map((_, index) => prefix + 'abcdefgh'.charAt(ranked.indexOf(index)));
}

interface Surroundings extends Omit<Place, 'prefix'> {
  readonly names: readonly string[];
}

function nodeOf(drawn: DrawnNode, name: string, at: Surroundings): NodePlan {
  const { isDeferred, attempts, subgraph, steps, handler } = drawn;
  const { names, isStored, mayKeep } = at;
  const result = resultOf(drawn, at);
  const calls = { count: 0 };
  return {
    name,
    isDeferred,
    attempts,
    ...(subgraph && { subgraph: planAt(subgraph, { prefix: name, around: names, isStored, mayKeep }) }),
    steps: subgraph ? [] : steps.map((step) => stepOf(step, { name, names, calls, isStored })),
    result: subgraph ? { ...result, form: 'update', goto: [] } : result,
    // A graph that begins anew whenever its node does would go another way the next time, when the failure is over.
    ...(handler && isStored && { handler: handlerOf(handler, { name, attempts }, at) }),
  };
}

function handlerOf(
  drawn: DrawnHandler,
  { name, attempts }: Pick<NodePlan, 'name' | 'attempts'>,
  at: Surroundings,
): NodePlan {
  const calls = { count: 0 };
  const steps = drawn.steps.map((step) => stepOf(step, { name, calls, ...at }));
  return { name: `${name}!`, isDeferred: false, attempts, steps, result: resultOf(drawn, at) };
}

function resultOf({ writes, form: drawn, goto }: DrawnHandler, { names, around }: Surroundings): ResultPlan {
  const form = drawn === 'parent' && around.length === 0 ? 'command' : drawn;
  const targets = form === 'parent' ? around : names;
  return { writes, form, goto: mayLoop(writes) ? goto.map((each) => destinationOf(each, targets)) : [] };
}

interface Calling {
  readonly name: string;
  readonly isStored: boolean;
  readonly names: readonly string[];
  readonly calls: { count: number };
}

function stepOf(step: DrawnStep, { name, names, calls, isStored }: Calling): StepPlan {
  if (step.kind !== 'call') return step;
  // Of graphs side by side that address the one around, it is open which is heard.
  const around = step.graphs.length === 1 ? names : [];
  return {
    kind: 'call',
    graphs: step.graphs.map((graph) =>
      planAt(graph, { prefix: `${name}${calls.count++}`, around, isStored, mayKeep: false }),
    ),
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
    const node = nodes.find((each) => each.name === name);
    const results = [node?.result, node?.handler?.result];
    const targets = [
      ...edges.filter(([source]) => source === name).map(([, target]) => target),
      ...joins.filter(({ sources }) => sources.includes(name)).map(({ target }) => target),
      ...branches.filter(({ source }) => source === name).flatMap(({ ways }) => ways.flat().map(({ node }) => node)),
      ...results.flatMap((result) => (result && result.form !== 'parent' ? result.goto.map((each) => each.node) : [])),
    ];
    for (const target of targets) reached.add(target);
  }
  return reached;
}
