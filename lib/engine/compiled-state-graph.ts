import { withBound } from './bound-config';
import type { Command } from './command';
import { drawGraph, type GraphPicture } from './draw-graph';
import { type TaggedChunk, toEventStream } from './event-stream';
import { type GraphSpec, readState } from './graph-spec';
import { copyRecord, taken } from './held-value';
import { namespacePath } from './namespace';
import { parentTask, portsOf, type RunnableGraph, runGraph } from './open-loop';
import { systemPorts } from './ports';
import { readHistory, readSnapshot } from './read-state';
import type { BaseStore } from './store';
import { StreamQueue } from './stream-queue';
import type {
  BaseCheckpointSaver,
  CheckpointListOptions,
  GetStateOptions,
  Interrupt,
  InvokeOptions,
  RunnableConfig,
  StateSnapshot,
  StateUpdate,
  StateValues,
  StreamEncoding,
  StreamMode,
  StreamOf,
  StreamOptions,
  StreamOutput,
} from './types';
import { updateState } from './update-state';

type JsonSchema = Record<string, unknown>;

interface CompiledParts {
  checkpointer?: BaseCheckpointSaver | boolean | undefined;
  store?: BaseStore | undefined;
  /** What `withConfig` gave. */
  bound?: InvokeOptions;
  jsonSchemas: { state?: JsonSchema; input?: JsonSchema; output?: JsonSchema; context?: JsonSchema };
}

/** A graph that can be run. Holds no state of its own: one instance serves any number of threads at once. */
export class CompiledStateGraph<State = StateValues, Update = StateValues> implements RunnableGraph {
  readonly name: string;
  readonly checkpointer?: BaseCheckpointSaver | boolean;
  readonly store?: BaseStore | undefined;

  constructor(
    readonly spec: GraphSpec,
    private readonly parts: CompiledParts,
  ) {
    this.name = spec.name;
    if (parts.checkpointer !== undefined) this.checkpointer = parts.checkpointer;
    if (parts.store !== undefined) this.store = parts.store;
  }

  /** Runs until the end or until the graph waits; `__interrupt__` then lists all questions that are pending. */
  async invoke(
    input: Update | Command | null,
    options: InvokeOptions = {},
  ): Promise<State & { __interrupt__?: Interrupt[] }> {
    const { values, interrupts } = await runGraph(this, input, { options: withBound(this.parts.bound, options) });
    const result = interrupts ? Object.assign(copyRecord(values), { __interrupt__: [...interrupts] }) : values;
    return result as State & { __interrupt__?: Interrupt[] }; // the channels of the state hold what its declaration says
  }

  /** Runs for each of the inputs, side by side, with one config for all of them or one for each. */
  async batch(
    inputs: readonly (Update | Command | null)[],
    options: InvokeOptions | readonly InvokeOptions[] = {},
  ): Promise<(State & { __interrupt__?: Interrupt[] })[]> {
    const isList = (each: typeof options): each is readonly InvokeOptions[] => Array.isArray(each);
    return Promise.all(inputs.map((input, index) => this.invoke(input, isList(options) ? options[index] : options)));
  }

  /** The same graph, called with this config and with what a call brings itself. */
  withConfig(config: InvokeOptions): CompiledStateGraph<State, Update> {
    return new CompiledStateGraph(this.spec, { ...this.parts, bound: withBound(this.parts.bound, config) });
  }

  getName(): string {
    return this.name;
  }

  /** Starts a run and returns its chunks. The run does not depend on them being read; stop it by `signal`. */
  async stream<
    Mode extends StreamMode | readonly StreamMode[] = 'updates',
    Subgraphs extends boolean = false,
    Encoding extends StreamEncoding = undefined,
  >(
    input: Update | Command | null,
    own: StreamOptions<Mode, Subgraphs, Encoding> = {},
  ): Promise<StreamOf<StreamOutput<Mode, Subgraphs>, Encoding>> {
    const options = withBound(this.parts.bound, own);
    const isEncoded = own.encoding === 'text/event-stream';
    const mode: StreamMode | readonly StreamMode[] = options.streamMode ?? 'updates';
    const queue = new StreamQueue({
      modes: typeof mode === 'string' ? [mode] : mode,
      isTagged: isEncoded || typeof mode !== 'string',
      subgraphs: options.subgraphs ?? false,
      base: namespacePath(parentTask(options)?.ns ?? ''),
      ports: portsOf(options),
    });
    runGraph(this, input, { options, sink: queue }).then(
      () => queue.close(),
      (error: unknown) => queue.fail(error),
    );
    // The queue shapes its chunks by these options.
    const stream: unknown = isEncoded ? toEventStream(queue as AsyncIterator<TaggedChunk>) : queue;
    return stream as StreamOf<StreamOutput<Mode, Subgraphs>, Encoding>;
  }

  /** The state of a thread: its newest checkpoint with the effect of finished tasks, or the checkpoint that is named. */
  async getState(config: RunnableConfig, options: GetStateOptions = {}): Promise<StateSnapshot<State>> {
    const snapshot = await readSnapshot(this, withBound(this.parts.bound, config), options);
    return snapshot as StateSnapshot<State>; // as for invoke
  }

  /** All checkpoints of a thread and namespace, the newest first, whatever branch they are on. */
  async *getStateHistory(
    config: RunnableConfig,
    options: CheckpointListOptions = {},
  ): AsyncIterableIterator<StateSnapshot<State>> {
    for await (const snapshot of readHistory(this, withBound(this.parts.bound, config), options)) {
      yield snapshot as StateSnapshot<State>; // as for invoke
    }
  }

  /** Edits the state as if node `asNode` had returned `values`. The edit is a new checkpoint, whose config is returned. */
  async updateState(config: RunnableConfig, values: unknown, asNode?: string): Promise<RunnableConfig> {
    return this.bulkUpdateState(config, [{ updates: [{ values, ...(asNode !== undefined && { asNode }) }] }]);
  }

  /** Several edits, each on top of the one before. */
  async bulkUpdateState(
    config: RunnableConfig,
    supersteps: readonly { updates: readonly StateUpdate[] }[],
  ): Promise<RunnableConfig> {
    return updateState(
      this,
      withBound(this.parts.bound, config),
      supersteps.flatMap((superstep) => superstep.updates),
    );
  }

  /** What `key` would hold if an input brought `write` for it. Undefined when the input has no such key. Changes nothing. */
  previewInput(key: string, { value, write }: { value: unknown; write: unknown }): unknown {
    const channel = this.spec.inputKeys.includes(key) ? this.spec.channels[key] : undefined;
    return taken(channel?.update(value, [channel.prepare?.(write, systemPorts.uuid) ?? write], key));
  }

  /** By state key, what it holds before anybody has written it. Keys that hold nothing then are absent. */
  getDefaultValues(): Record<string, unknown> {
    const { spec } = this;
    return spec.isSingleValued ? {} : readState(spec, { values: {} }, spec.stateKeys);
  }

  /** The graph as nodes and edges; with `xray` nested graphs are drawn in place of their nodes. */
  getGraph(options: { xray?: boolean | number } = {}): GraphPicture {
    return drawGraph(this.spec, options.xray ?? false);
  }

  /** The same, for callers that are used to waiting for it. */
  async getGraphAsync(options: { xray?: boolean | number } = {}): Promise<GraphPicture> {
    return this.getGraph(options);
  }

  getInputJsonSchema(): JsonSchema | undefined {
    return this.parts.jsonSchemas.input;
  }

  getOutputJsonSchema(): JsonSchema | undefined {
    return this.parts.jsonSchemas.output;
  }

  getStateJsonSchema(): JsonSchema | undefined {
    return this.parts.jsonSchemas.state;
  }

  getConfigJsonSchema(): JsonSchema | undefined {
    return this.parts.jsonSchemas.context;
  }
}
