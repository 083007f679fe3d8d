import { checkName } from './check-name';
import type { Command } from './command';
import { type CompileOptions, compileGraph } from './compile-graph';
import type { CompiledStateGraph } from './compiled-state-graph';
import { END, START } from './constants';
import { GraphValueError, type NodeError } from './errors';
import type { Branch, NodeFunction } from './graph-spec';
import type { NodeTimeout } from './node-timeout';
import { isRunnable, nodeFunctionOf, type Runnable } from './runnable';
import type { Send } from './send';
import {
  type ChannelsDeclaration,
  readStateSchema,
  type StateOf,
  type StateSchema,
  type UpdateOf,
} from './state-schema';
import type { LangGraphRunnableConfig, RetryPolicy } from './types';

// biome-ignore lint/suspicious/noConfusingVoidType: a node may be a function that returns nothing.
export type NodeResult<Update> = NodeReturn<Update> | NodeReturn<Update>[] | null | undefined | void;
type NodeReturn<Update> = Update | Command<unknown, CommandUpdate<Update>>;
/** An update, or pairs of key and value. */
type CommandUpdate<Update> = Update | [key: keyof Update & string, value: unknown][];
/** A node: reads the state, returns what it changes. */
export type NodeAction<State, Update> =
  | ((state: State, config: LangGraphRunnableConfig) => NodeResult<Update> | Promise<NodeResult<Update>>)
  | Runnable;

/** What a node does when it fails or takes its time; `setNodeDefaults` gives it to every node that has none of its own. */
export interface NodePolicies {
  retryPolicy?: RetryPolicy | readonly RetryPolicy[];
  /** What one attempt may take: milliseconds, or a policy. What it does after that is not heard. */
  timeout?: NodeTimeout;
  /**
   * Takes over when the retries are used up. Given the input of the node and its error, it returns what a node returns. The
   * node's own edges do not apply: where to go from here, it says by a Command.
   */
  errorHandler?: ErrorHandler;
}

// biome-ignore lint/suspicious/noExplicitAny: the input and the update are the node's own, which `addNode` knows.
export type ErrorHandler = (input: any, error: NodeError, config: LangGraphRunnableConfig) => unknown;

export interface NodeOptions extends NodePolicies {
  /** Nodes that this node's Commands may go to; for validation and the drawing. */
  ends?: readonly string[];
  /** Wait until nothing else would run. */
  defer?: boolean;
  metadata?: Record<string, unknown>;
  /** Schema of what the node reads, when it is not the whole state. */
  input?: unknown;
}

export type NodeEntry<Name extends string, State, Update> = readonly [
  name: Name,
  action: NodeAction<State, Update>,
  options?: NodeOptions,
];
export type NodeEntries<Name extends string, State, Update> =
  | Readonly<Record<Name, NodeAction<State, Update>>>
  | readonly NodeEntry<Name, State, Update>[];

export interface GraphOptions {
  /** Schema of the input, of the output and of `context`, when they are not the state's. */
  input?: unknown;
  output?: unknown;
  context?: unknown;
}

export interface NodeDeclaration {
  readonly run: NodeFunction;
  readonly options: NodeOptions;
  readonly input?: StateSchema;
  readonly subgraph?: CompiledStateGraph;
}

/** What an author has declared so far. */
export interface GraphDeclaration {
  readonly state: StateSchema;
  readonly input?: StateSchema;
  readonly output?: StateSchema;
  readonly contextSchema?: unknown;
  readonly defaults: NodePolicies;
  readonly nodes: Map<string, NodeDeclaration>;
  readonly edges: [source: string, target: string][];
  readonly joins: { sources: readonly string[]; target: string }[];
  readonly branches: { source: string; branch: Branch }[];
}

type Routed<Name extends string> = Name | typeof END | Send;
type Route<State, Name extends string> = (
  state: State,
  config: LangGraphRunnableConfig,
) => unknown | Routed<Name> | Routed<Name>[] | Promise<Routed<Name> | Routed<Name>[]>;

/** Declares a graph: a state, nodes that change it, and edges between them. `compile` makes it runnable. */
export class StateGraph<
  Declaration,
  Names extends string = typeof START,
  State = StateOf<Declaration>,
  Update = UpdateOf<Declaration>,
> {
  private readonly declaration: GraphDeclaration;

  constructor(
    state:
      | Declaration
      | ChannelsDeclaration
      | { state?: Declaration; stateSchema?: Declaration; input?: unknown; output?: unknown },
    options?: GraphOptions | object,
  ) {
    const { schema, ...rest } = readConstructor(state, options);
    this.declaration = {
      state: schema,
      ...rest,
      defaults: {},
      nodes: new Map(),
      edges: [],
      joins: [],
      branches: [],
    };
  }

  /** One node, or several at once: an object of actions, or a list of names, actions and options. */
  addNode<Name extends string, Input = State>(
    name: Name,
    action: NodeAction<Input, Update>,
    options?: NodeOptions,
  ): StateGraph<Declaration, Names | Name, State, Update>;
  addNode<Name extends string>(
    nodes: NodeEntries<Name, State, Update>,
  ): StateGraph<Declaration, Names | Name, State, Update>;
  addNode(nodes: string | NodeEntries<string, State, Update>, action?: unknown, options?: NodeOptions): unknown {
    if (typeof nodes === 'string') this.declareNode(nodes, action, options);
    else for (const [name, each, own] of readEntries(nodes)) this.declareNode(name, each, own);
    return this;
  }

  /** From one node, or from several: the target then waits for all of them. */
  addEdge(source: Names | typeof START | (Names | typeof START)[], target: Names | typeof END): this {
    if (Array.isArray(source)) this.declaration.joins.push({ sources: source, target });
    else this.declaration.edges.push([source, target]);
    return this;
  }

  /** A function names what comes next: nodes, END or Sends; with a path map, keys of that map. */
  addConditionalEdges(
    source: Names | typeof START,
    route: Route<State, Names> | Runnable,
    pathMap?: Record<string, Names | typeof END> | readonly (Names | typeof END)[],
  ): this {
    const name = (typeof route === 'function' && route.name) || 'condition';
    if (
      this.declaration.branches.some(
        (each) => each.source === source && each.branch.name === name && name !== 'condition',
      )
    ) {
      throw new GraphValueError('DUPLICATE_NODE', `Node "${source}" already has a conditional edge named "${name}".`);
    }
    const condition = nodeFunctionOf(route, name);
    this.declaration.branches.push({
      source,
      branch: { name, condition, ...(pathMap && { pathMap: readPathMap(pathMap) }) },
    });
    return this;
  }

  /** Nodes that follow each other. */
  addSequence<Name extends string>(
    nodes: NodeEntries<Name, State, Update>,
  ): StateGraph<Declaration, Names | Name, State, Update> {
    const names = readEntries(nodes).map(([name]) => name);
    for (const [i, name] of names.entries()) {
      const next = names[i + 1];
      if (next !== undefined) this.declaration.edges.push([name, next]);
    }
    return this.addNode(nodes);
  }

  /** For every node that has none of its own, in whatever order they are declared; not for the nodes of nested graphs. */
  setNodeDefaults(defaults: NodePolicies): this {
    Object.assign(this.declaration.defaults, defaults);
    return this;
  }

  setEntryPoint(name: Names): this {
    return this.addEdge(START, name);
  }

  setFinishPoint(name: Names): this {
    return this.addEdge(name, END);
  }

  private declareNode(name: string, action: unknown, options: NodeOptions = {}): void {
    const { nodes } = this.declaration;
    checkName(name, 'node');
    if (nodes.has(name))
      throw new GraphValueError('DUPLICATE_NODE', `There is already a node "${name}"; give this one another name.`);
    nodes.set(name, {
      run: nodeFunctionOf(action, name),
      options,
      ...(options.input !== undefined && { input: readStateSchema(options.input) }),
      ...(isSubgraph(action) && { subgraph: action }),
    });
  }

  compile(options: CompileOptions<Names> = {}): CompiledStateGraph<State, Update> {
    return compileGraph<State, Update>(this.declaration, options);
  }
}

function readEntries<State, Update>(
  nodes: NodeEntries<string, State, Update>,
): readonly NodeEntry<string, State, Update>[] {
  return isEntryList(nodes) ? nodes : Object.entries(nodes);
}

function isEntryList<State, Update>(
  nodes: NodeEntries<string, State, Update>,
): nodes is readonly NodeEntry<string, State, Update>[] {
  return Array.isArray(nodes);
}

function readConstructor(state: unknown, options: unknown) {
  const given = options as (GraphOptions & object) | undefined; // an object without these keys is a context schema
  const isOptions = given !== undefined && ['input', 'output', 'context'].some((key) => key in given);
  const parts = isRecord(state) && !('~standard' in state) ? state : {};
  const schema = parts.stateSchema ?? parts.state ?? state;
  const input = parts.input ?? (isOptions ? given.input : undefined);
  const output = parts.output ?? (isOptions ? given.output : undefined);
  const context = isOptions ? given.context : given;
  return {
    schema: readStateSchema(schema),
    ...(input !== undefined && { input: readStateSchema(input) }),
    ...(output !== undefined && { output: readStateSchema(output) }),
    ...(context !== undefined && { contextSchema: context }),
  };
}

function readPathMap(pathMap: Record<string, string> | readonly string[]): ReadonlyMap<string, string> {
  if (isNameList(pathMap)) return new Map(pathMap.map((name) => [name, name]));
  return new Map(Object.entries(pathMap));
}

function isNameList(pathMap: Record<string, string> | readonly string[]): pathMap is readonly string[] {
  return Array.isArray(pathMap);
}

function isSubgraph(action: unknown): action is CompiledStateGraph {
  return isRunnable(action) && 'spec' in action && 'getGraph' in action;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
