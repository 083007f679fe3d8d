// A graph as data. The engine runs what `build-graph` makes of it, the reference plays it without checkpoints, and
// `play-node` says what a node does in both.

/** Node names are unique in the whole plan: those of a nested graph begin with the name of the node around it. */
export interface GraphPlan {
  readonly nodes: readonly NodePlan[];
  readonly edges: readonly (readonly [source: string, target: string])[];
  readonly joins: readonly JoinPlan[];
  readonly branches: readonly BranchPlan[];
  /** False: nested, it is compiled with `checkpointer: false`. */
  readonly isStored: boolean;
  /** Nested, it is compiled with `checkpointer: true`: its next call finds the state of the one before. */
  readonly isKept: boolean;
  readonly breakpoints: BreakpointsPlan;
}

/** Nodes that a run stops before, or after. */
export interface BreakpointsPlan {
  readonly before: readonly string[];
  readonly after: readonly string[];
}

export interface JoinPlan {
  readonly sources: readonly string[];
  readonly target: string;
}

/** A conditional edge. The length of the log decides which way it takes. */
export interface BranchPlan {
  readonly source: string;
  readonly ways: readonly (readonly DestinationPlan[])[];
}

export interface DestinationPlan {
  readonly node: string;
  readonly isSend: boolean;
}

export interface NodePlan {
  readonly name: string;
  readonly isDeferred: boolean;
  /** Executions in all before a failure counts; more than one is a retry policy. */
  readonly attempts: number;
  /** A graph in place of a function. */
  readonly subgraph?: GraphPlan;
  readonly steps: readonly StepPlan[];
  readonly result: ResultPlan;
  /** Takes over when the attempts are used up; it calls no graphs. */
  readonly handler?: NodePlan;
}

/** What a node does, one after the other, before it returns. */
export type StepPlan =
  /** Lets others go first. */
  | { readonly kind: 'wait'; readonly turns: number }
  /** Questions side by side. */
  | { readonly kind: 'ask'; readonly count: number }
  /** Graphs invoked side by side. */
  | { readonly kind: 'call'; readonly graphs: readonly GraphPlan[] }
  /** Tasks called side by side, whose results are kept. */
  | { readonly kind: 'tasks'; readonly tasks: readonly TaskPlan[] }
  /** Throws the first times it comes here. */
  | { readonly kind: 'fail'; readonly times: number };

export interface TaskPlan {
  readonly asks: boolean;
  /** How often it throws before it returns. */
  readonly fails: number;
}

export interface ResultPlan {
  /** What it writes, always with what it has heard: to the list, also to a key without or with another reducer, or nothing. */
  readonly writes: 'log' | 'sum' | 'last' | 'overwrite' | 'nothing';
  readonly form: 'update' | 'command' | 'list' | 'parent';
  /** Of a Command. */
  readonly goto: readonly DestinationPlan[];
}

/** The state of every graph: a list, a key whose reducer shows its nesting, and one that takes a single value. */
export interface PlanValues {
  readonly log: string[];
  readonly sum?: string;
  readonly last?: string;
}

/** The graphs that a node runs, in the order of its calls. */
export function graphsCalledBy({ subgraph, steps }: NodePlan): readonly GraphPlan[] {
  return subgraph ? [subgraph] : steps.flatMap((step) => (step.kind === 'call' ? step.graphs : []));
}
