// The engine's public data shapes: how a graph is called, what it stores and what it reports. Names and forms follow
// LangGraph.js, so that graphs, savers and clients written for it fit.
import type { interrupt } from './interrupt';
import type { RunObserver } from './observer';
import type { Ports } from './ports';
import type { RunControl } from './run-control';
import type { BaseStore } from './store';

/** A graph's state or update when its type is not known more closely. */
export type StateValues = Record<string, unknown>;

/** How a graph is called; also what a node receives as its second argument. */
export interface RunnableConfig {
  configurable?: Configurable;
  metadata?: Record<string, unknown>;
  tags?: string[];
  runName?: string;
  /** Supersteps one call may take; the hidden step that applies the input does not count. Default 25. */
  recursionLimit?: number;
  signal?: AbortSignal;
  /** Data for the nodes of this call that is not state, e.g. a user id. */
  context?: Record<string, unknown>;
}

export interface Configurable {
  thread_id?: string;
  /** Path of the graph within its parents, `node:taskId` levels joined by `|`; `''` is the root. */
  checkpoint_ns?: string;
  checkpoint_id?: string;
  /** Copied into the metadata of every checkpoint this call writes. */
  run_id?: string;
  __pregel_checkpointer?: BaseCheckpointSaver;
  /** Asked at each superstep boundary; true stops the run there with GraphDrained. */
  __pregel_drain?: () => boolean;
  __pregel_observer?: RunObserver;
  __pregel_ports?: Ports;
  [key: string]: unknown;
}

/** What a node receives as its second argument. */
export interface LangGraphRunnableConfig extends RunnableConfig {
  configurable: Configurable;
  /** Aborted when the run is cancelled, when a sibling task fails, or when the task's time is up. */
  signal: AbortSignal;
  /** Emits a chunk in stream mode `custom`. */
  writer: (chunk: unknown) => void;
  /** The same function as the exported `interrupt`. */
  interrupt: typeof interrupt;
  store?: BaseStore | undefined;
  /** Asks this run to stop after the superstep that is executing, or tells whether somebody has asked. */
  control: RunControl;
  /** A sign of progress, for the `idleTimeout` of the node. */
  heartbeat: () => void;
}

export type Durability = 'sync' | 'async' | 'exit';
export type StreamMode = 'values' | 'updates' | 'tasks' | 'checkpoints' | 'debug' | 'custom' | 'messages' | 'tools';

export interface InvokeOptions extends RunnableConfig {
  /** Nodes to stop before or after; `'*'` is every node. Wins over what the graph was compiled with. */
  interruptBefore?: readonly string[] | '*';
  interruptAfter?: readonly string[] | '*';
  /** Milliseconds one superstep may take. */
  stepTimeout?: number;
  /** Milliseconds the whole call may take. */
  timeout?: number;
  /**
   * `sync`, the default: every checkpoint is stored before the next superstep begins. `async`: while it runs. `exit`: only the
   * last one, when the run ends, pauses or fails. Counts for the outermost graph and all that are nested in it.
   */
  durability?: Durability;
  store?: BaseStore | undefined;
  /** Who makes this call; recorded with the answers that it brings. */
  actor?: string | undefined;
  /** Through which the run can be asked to stop after a superstep. */
  control?: RunControl | undefined;
}

export interface StreamOptions<
  Mode extends StreamMode | readonly StreamMode[] = StreamMode | readonly StreamMode[],
  Subgraphs extends boolean = boolean,
  Encoding extends StreamEncoding = undefined,
> extends InvokeOptions {
  streamMode?: Mode;
  /** Chunks of nested graphs in all modes, not only in `custom`, `messages` and `tools`; every chunk is then preceded by its namespace. */
  subgraphs?: Subgraphs;
  /** A stream of server-sent events, to be sent as it is: each `event` is a mode and a namespace. */
  encoding?: Encoding;
}

export type StreamEncoding = 'text/event-stream' | undefined;

export type StreamOf<Output, Encoding> = Encoding extends 'text/event-stream'
  ? ReadableStream<Uint8Array>
  : AsyncIterableIterator<Output>;

/** One mode: the chunk. Several modes: `[mode, chunk]`. With `subgraphs` the namespace comes first. */
export type StreamOutput<Mode, Subgraphs> = Mode extends readonly StreamMode[]
  ? true extends Subgraphs
    ? [namespace: string[], mode: Mode[number], chunk: unknown]
    : [mode: Mode[number], chunk: unknown]
  : true extends Subgraphs
    ? [namespace: string[], chunk: StreamChunk<Mode>]
    : StreamChunk<Mode>;

type StreamChunk<Mode> = Mode extends 'values' | 'updates' | 'tasks' | 'checkpoints' | 'debug'
  ? StateValues
  : Mode extends 'messages'
    ? [message: StateValues, metadata: StateValues]
    : Mode extends 'tools'
      ? ToolChunk
      : unknown;

/** What becomes of a call of a tool, in stream mode `tools`. */
export type ToolChunk = { readonly toolCallId?: string | undefined; readonly name: string } & (
  | { readonly event: 'on_tool_start'; readonly input: unknown }
  | { readonly event: 'on_tool_event'; readonly data: unknown }
  | { readonly event: 'on_tool_end'; readonly output: unknown }
  | { readonly event: 'on_tool_error'; readonly error: unknown }
);

/** A question a task asked and waits for. */
export interface Interrupt<Value = unknown> {
  /** 32 lowercase hex characters; names the question when it is answered. Missing for a bare `NodeInterrupt`. */
  id?: string;
  value: Value;
  resumable?: boolean;
  /** Namespaces of the tasks that lead to the one that asked, from the root. */
  ns?: string[];
  when?: 'during';
  /** JSON Schema of an acceptable answer. */
  response_schema?: Record<string, unknown>;
  /** Until when it can be answered: ISO 8601, */
  expires_at?: string;
  /** or the milliseconds from when it is stored. */
  timeout_ms?: number;
  on_expire?: OnExpire;
}

/** What happens to a question that nobody answers in time: it gets this answer, its run fails, or it stays open. */
export type OnExpire = { action: 'resume'; value: unknown } | { action: 'error' } | { action: 'stay' };

/** An error as it is stored and shown. */
export interface SerializedError {
  name: string;
  message: string;
  stack?: string;
  code?: string;
  cause?: SerializedError;
}

export type ChannelVersions = Record<string, string>;

export interface Checkpoint {
  v: number;
  /** Sorts as text in the order in which the thread's checkpoints were made. */
  id: string;
  ts: string;
  channel_values: Record<string, unknown>;
  /** `<zero-padded number>.<suffix of the checkpoint that made it>`: grows along a lineage, never shared by two branches. */
  channel_versions: ChannelVersions;
  /** For each node, the version of each of its triggers that it has consumed. */
  versions_seen: Record<string, ChannelVersions>;
}

/** A branch of a thread: what ran at the checkpoint `from` and later, before the checkpoint `at` was made, is not on it. */
export interface Fork {
  readonly from: string;
  readonly at: string;
}

export interface CheckpointMetadata {
  source: 'input' | 'loop' | 'update' | 'fork';
  /** -1 for the first input of a thread, then one more for each checkpoint of the lineage. */
  step: number;
  /** The checkpoints of the enclosing graphs, by namespace. */
  parents: Record<string, string>;
  /** Where its lineage went on from a checkpoint that was not the thread's newest. */
  forks?: readonly Fork[];
  run_id?: string;
  [key: string]: unknown;
}

/** Channel and value; the writes of a task are stored together, before its superstep is committed. */
export type PendingWrite = [channel: string, value: unknown];
export type CheckpointPendingWrite = [taskId: string, channel: string, value: unknown];

export interface CheckpointTuple {
  config: RunnableConfig;
  checkpoint: Checkpoint;
  metadata?: CheckpointMetadata;
  parentConfig?: RunnableConfig;
  pendingWrites?: CheckpointPendingWrite[];
}

export interface CheckpointListOptions {
  limit?: number;
  /** Only checkpoints older than the one this config names. */
  before?: RunnableConfig;
  /** Only checkpoints whose metadata has these values. */
  filter?: Record<string, unknown>;
}

/** The end of a superstep: what its last tasks wrote, and the checkpoint that follows. */
export interface CheckpointStep {
  writes: readonly (readonly [taskId: string, writes: readonly PendingWrite[]])[];
  checkpoint: Checkpoint;
  metadata: CheckpointMetadata;
  newVersions: ChannelVersions;
  urgency?: StepUrgency;
  /**
   * The newest checkpoint of the namespace as the writer knows it, null if there is none. When it is another one, somebody else
   * writes to the thread: the saver stores nothing and throws CheckpointConflictError, unless it lets in one writer only.
   */
  head?: string | null;
}

/**
 * How soon a step, or a write beside a checkpoint, must be safe. `now`: before anything else is done. `later`: at the latest with the next one; no node has run, so
 * whoever loses it can begin again with the call's input. `held`: no node runs before the next step or the end of the call, so
 * it may be kept back and stored together with that. Default `now`.
 */
export type StepUrgency = 'now' | 'later' | 'held';

/**
 * Where a graph's checkpoints live. `put` and each `putWrites` are atomic. A write with a special channel (see
 * `specialWriteIndex`) replaces the task's earlier one; of any other write the first one stays.
 */
export interface BaseCheckpointSaver {
  /** The checkpoint that `configurable` names, or the newest of its thread and namespace. */
  getTuple(config: RunnableConfig): Promise<CheckpointTuple | undefined>;
  /** Newest first. */
  list(config: RunnableConfig, options?: CheckpointListOptions): AsyncGenerator<CheckpointTuple>;
  /** Stores a checkpoint whose parent is the one `config` names. `newVersions` names the channels that changed. */
  put(
    config: RunnableConfig,
    checkpoint: Checkpoint,
    metadata: CheckpointMetadata,
    newVersions: ChannelVersions,
  ): Promise<RunnableConfig>;
  putWrites(config: RunnableConfig, writes: PendingWrite[], taskId: string, urgency?: StepUrgency): Promise<void>;
  /**
   * `putWrites` for each task of `writes`, beside the checkpoint that `config` names, and then `put`, as one atomic step. A saver
   * without it gets these calls one by one.
   */
  putStep?(config: RunnableConfig, step: CheckpointStep): Promise<RunnableConfig>;
  deleteThread(threadId: string): Promise<void>;
}

/** An answer as a snapshot shows it. */
export interface GivenAnswer {
  /** Of the question. */
  id: string;
  question: unknown;
  answer: unknown;
  /** When it was given: ISO 8601. */
  at: string;
  /** Who gave it, if the call said so; see `InvokeOptions`. */
  by?: string;
}

/** A task as a snapshot shows it. */
export interface StateTask {
  id: string;
  name: string;
  path: (string | number)[];
  /** The questions of this task that nobody has answered yet. */
  interrupts: Interrupt[];
  /** Those that were answered, if any were. */
  answers?: GivenAnswer[];
  error?: SerializedError;
  /** What the task wrote, once it has finished. */
  result?: Record<string, unknown>;
  /** What streams of mode `updates` told of it, where that is something else: a list, if it wrote a key more than once. */
  update?: unknown;
  /** Of a nested graph: where its state is, or the state itself when `subgraphs` was asked for. */
  state?: RunnableConfig | StateSnapshot;
}

export interface StateSnapshot<Values = StateValues> {
  values: Values;
  /** Names of the nodes whose tasks are not finished, waiting ones included. */
  next: string[];
  tasks: StateTask[];
  config: RunnableConfig;
  metadata?: CheckpointMetadata;
  createdAt?: string;
  parentConfig?: RunnableConfig;
}

export interface GetStateOptions {
  /** Resolve the state of nested graphs into `tasks[].state`. */
  subgraphs?: boolean;
}

export interface StateUpdate {
  values: unknown;
  asNode?: string;
}

export interface RetryPolicy {
  /** Executions in all. Default 3. */
  maxAttempts?: number;
  /** Milliseconds before the second attempt. Default 500. */
  initialInterval?: number;
  /** Default 2. */
  backoffFactor?: number;
  /** Milliseconds. Default 128000. */
  maxInterval?: number;
  /** Adds up to one second at random. Default true. */
  jitter?: boolean;
  /** Whether this error is worth another attempt. Default: not aborts, graph errors and client errors of HTTP. */
  retryOn?: (error: unknown) => boolean;
}

/** A graph's drawing in the form the Agent Server API uses. */
export interface GraphDrawing {
  nodes: { id: string; type: 'schema' | 'runnable'; data: unknown }[];
  edges: { source: string; target: string; conditional?: boolean; data?: string }[];
}
