import type { ChannelState } from './apply-writes';
import { type Channels, EMPTY, readChannel, readHeld } from './channel';
import type { NodeError } from './errors';
import { isHeld, setHeld } from './held-value';
import type { TimeoutPolicy } from './node-timeout';
import type { Send } from './send';
import type { GraphDrawing, LangGraphRunnableConfig, PendingWrite, RetryPolicy, StateValues } from './types';

export type NodeFunction = (input: unknown, config: LangGraphRunnableConfig) => unknown;

/** A conditional edge: a function that names the next nodes. */
export interface Branch {
  readonly name: string;
  readonly condition: (state: unknown, config: LangGraphRunnableConfig) => unknown;
  /** What the function may answer, and the node that each answer stands for. */
  readonly pathMap?: ReadonlyMap<string, string>;
}

export interface NodeSpec {
  readonly name: string;
  readonly run: NodeFunction;
  /** The channels that make this node due. */
  readonly triggers: readonly string[];
  /** What a result writes, when it is not an update of the state and a way on. */
  readonly readResult?: (result: unknown) => PendingWrite[];
  /** The state keys it reads. */
  readonly inputKeys: readonly string[];
  /** Nodes reached by plain edges. */
  readonly edges: readonly string[];
  /** Join channels this node reports to. */
  readonly joins: readonly string[];
  /** Whether a plain edge leads to END. */
  readonly leadsToEnd: boolean;
  readonly branches: readonly Branch[];
  /** Where its Commands may go, for the drawing. */
  readonly ends: readonly string[];
  readonly retryPolicies: readonly RetryPolicy[];
  readonly isDeferred: boolean;
  /** The node behind START: applies the input, and shows in no stream. */
  readonly isHidden: boolean;
  readonly timeout?: TimeoutPolicy;
  /** Takes over when the node has failed for good; its own update and goto count, the edges of the node do not. */
  readonly errorHandler?: (input: unknown, error: NodeError, config: LangGraphRunnableConfig) => unknown;
  readonly metadata?: Readonly<Record<string, unknown>>;
  readonly subgraph?: Subgraph;
}

/** Of a node that leads nowhere by itself, and is not declared by an author. */
export const NO_WAYS = {
  inputKeys: [],
  edges: [],
  joins: [],
  leadsToEnd: false,
  branches: [],
  ends: [],
  retryPolicies: [],
  isDeferred: false,
  isHidden: false,
} as const satisfies Partial<NodeSpec>;

/** What a graph has to know about a graph that is one of its nodes. */
export interface Subgraph {
  readonly spec: GraphSpec;
  readonly checkpointer?: unknown;
  getGraph(options?: { xray?: boolean | number }): { toJSON(): GraphDrawing };
}

/** A compiled graph as data. Never changed after `compile`. */
export interface GraphSpec {
  readonly name: string;
  readonly nodes: ReadonlyMap<string, NodeSpec>;
  readonly channels: Channels;
  /** Its input, output and state are one value each, and not an object of keys. */
  readonly isSingleValued?: boolean;
  readonly stateKeys: readonly string[];
  readonly inputKeys: readonly string[];
  readonly outputKeys: readonly string[];
  /** Every channel that makes some node due. */
  readonly triggers: ReadonlySet<string>;
  readonly interruptBefore: readonly string[] | '*';
  readonly interruptAfter: readonly string[] | '*';
  validateInput(values: StateValues): StateValues;
}

export type Destination = string | Send;

export function branchChannel(node: string): string {
  return `branch:to:${node}`;
}

export function joinChannel(sources: readonly string[], target: string): string {
  return `join:${sources.join('+')}:${target}`;
}

/** The state as a reader of `keys` sees it; keys nobody has written are absent. */
export function readState(graph: GraphSpec, state: Pick<ChannelState, 'values'>, keys: readonly string[]): StateValues {
  if (graph.isSingleValued) return readSingleValue(graph, state, keys);
  const read: StateValues = {};
  for (const key of keys) {
    const value = readHeld(graph.channels, state.values, key);
    if (isHeld(value)) setHeld(read, key, value);
    else if (value !== EMPTY) read[key] = value;
  }
  return read;
}

function readSingleValue(
  { channels }: GraphSpec,
  { values }: Pick<ChannelState, 'values'>,
  [key = '']: readonly string[],
): StateValues {
  const value = readChannel(channels, values, key);
  return (value === EMPTY ? undefined : value) as StateValues; // who calls such a graph knows what its values are
}
