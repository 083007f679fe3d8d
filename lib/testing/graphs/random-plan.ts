// Random plans. What fast-check draws are numbers and flags that make a plan whatever they are: so a plan that shows a fault
// can be made smaller step by step.
import * as fc from 'fast-check';
import type { GraphPlan, ResultPlan, StepPlan } from './graph-plan';
import { withLastingFailures } from './lasting-failures';
import { planOf } from './plan-of';

export interface DrawnGraph {
  readonly nodes: readonly DrawnNode[];
  readonly entries: readonly number[];
  readonly entryWays: DrawnWays;
  readonly joins: readonly { readonly sources: readonly number[]; readonly target: number }[];
  readonly isStored: boolean;
  readonly isKept: boolean;
  readonly stopsBefore: readonly number[];
  readonly stopsAfter: readonly number[];
}

export interface DrawnNode {
  /** Decides the order of the names. */
  readonly rank: number;
  readonly isDeferred: boolean;
  readonly attempts: number;
  readonly subgraph: DrawnGraph | undefined;
  readonly steps: readonly DrawnStep[];
  readonly writes: ResultPlan['writes'];
  readonly form: ResultPlan['form'];
  readonly goto: readonly DrawnDestination[];
  readonly edges: readonly number[];
  readonly ways: DrawnWays;
  readonly handler: DrawnHandler | undefined;
}

export type DrawnHandler = Pick<DrawnNode, 'steps' | 'writes' | 'form' | 'goto'>;

export type DrawnStep =
  | Exclude<StepPlan, { kind: 'call' }>
  | { readonly kind: 'call'; readonly graphs: readonly DrawnGraph[] };

export interface DrawnDestination {
  readonly place: number;
  readonly isSend: boolean;
}

type DrawnWays = readonly (readonly DrawnDestination[])[];

const MOST_NODES = { outermost: 5, nested: 3 };
/** Levels of graphs in graphs. */
const DEEPEST = 2;

/** Without questions a plan can be run without a saver. */
export function randomPlan(of: Pick<Drawing, 'asks' | 'keeps' | 'isRepeatable'>): fc.Arbitrary<GraphPlan> {
  let graph = drawnGraph(of);
  for (let depth = 1; depth <= DEEPEST; depth++)
    graph = drawnGraph({ ...of, nested: graph, isOutermost: depth === DEEPEST });
  return graph.map(planOf).map((plan) => (of.isRepeatable ? withLastingFailures(plan) : plan));
}

interface Drawing {
  readonly asks: boolean;
  /** Whether nested graphs may keep their state. */
  readonly keeps: boolean;
  /** Executed once more, it goes the same way. */
  readonly isRepeatable: boolean;
  /** What graphs inside nodes are drawn from; none in the innermost. */
  readonly nested?: fc.Arbitrary<DrawnGraph>;
  readonly isOutermost?: boolean;
}

function drawnGraph(drawing: Drawing): fc.Arbitrary<DrawnGraph> {
  const joined = fc.record({ sources: fc.array(place, { minLength: 2, maxLength: 3 }), target: place });
  return fc.record({
    nodes: fc.array(drawnNode(drawing), {
      minLength: 1,
      maxLength: drawing.isOutermost ? MOST_NODES.outermost : MOST_NODES.nested,
    }),
    entries: fc.array(place, { maxLength: 2 }),
    entryWays: sometimes(fc.array(fc.array(destination, { maxLength: 3 }), { minLength: 1, maxLength: 2 }), []),
    joins: fc.array(joined, { maxLength: 2 }),
    isStored: mostly(true, false),
    isKept: drawing.keeps ? fc.boolean() : fc.constant(false),
    stopsBefore: sometimes(fc.array(place, { maxLength: 1 }), []),
    stopsAfter: sometimes(fc.array(place, { maxLength: 1 }), []),
  });
}

function drawnNode(drawing: Drawing): fc.Arbitrary<DrawnNode> {
  return fc.record({
    rank: fc.nat(99),
    isDeferred: mostly(false, true),
    attempts: mostly(1, 2, 3),
    subgraph: drawing.nested ? sometimes(drawing.nested, undefined) : fc.constant(undefined),
    steps: fc.array(drawnStep(drawing), { maxLength: 3 }),
    ...results,
    handler: sometimes(drawnHandler(drawing), undefined),
    edges: fc.array(place, { maxLength: 2 }),
    ways: sometimes(fc.array(fc.array(destination, { maxLength: 2 }), { minLength: 1, maxLength: 3 }), []),
  });
}

function drawnHandler({ asks, keeps, isRepeatable }: Drawing): fc.Arbitrary<DrawnHandler> {
  return fc.record({ steps: fc.array(drawnStep({ asks, keeps, isRepeatable }), { maxLength: 2 }), ...results });
}

function drawnStep({ asks, nested }: Drawing): fc.Arbitrary<DrawnStep> {
  const ask = fc.record({ kind: fc.constant('ask' as const), count: mostly(1, 2) });
  const call =
    nested &&
    fc.record({ kind: fc.constant('call' as const), graphs: fc.array(nested, { minLength: 1, maxLength: 2 }) });
  const tasks = fc.array(fc.record({ asks: asks ? fc.boolean() : fc.constant(false), fails: mostly(0, 1) }), {
    minLength: 1,
    maxLength: 3,
  });
  return fc.oneof(
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('tasks' as const), tasks }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('wait' as const), turns: fc.nat(2) }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('fail' as const), times: fc.integer({ min: 1, max: 2 }) }) },
    ...(asks ? [{ weight: 4, arbitrary: ask }] : []),
    ...(call ? [{ weight: 1, arbitrary: call }] : []),
  );
}

const place = fc.nat(59);
const destination: fc.Arbitrary<DrawnDestination> = fc.record({ place, isSend: fc.boolean() });

const results = {
  writes: mostly<ResultPlan['writes']>('log', 'sum', 'nothing', 'last', 'overwrite'),
  form: mostly<ResultPlan['form']>('update', 'command', 'list', 'parent'),
  goto: fc.array(destination, { maxLength: 2 }),
};

function mostly<Value>(common: Value, ...others: Value[]): fc.Arbitrary<Value> {
  const rare = others.map((value) => ({ weight: 1, arbitrary: fc.constant(value) }));
  return fc.oneof({ weight: 5, arbitrary: fc.constant(common) }, ...rare);
}

function sometimes<Value, Otherwise>(some: fc.Arbitrary<Value>, otherwise: Otherwise): fc.Arbitrary<Value | Otherwise> {
  return fc.oneof({ weight: 4, arbitrary: fc.constant(otherwise) }, { weight: 1, arbitrary: some });
}
