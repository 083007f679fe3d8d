import {
  type CheckpointListOptions,
  CONFIG_KEY_CHECKPOINTER,
  CONFIG_KEY_DRAIN,
  CONFIG_KEY_OBSERVER,
  type GetStateOptions,
  GraphDrained,
  GraphError,
  type GraphPicture,
  GraphValueError,
  InvalidUpdateError,
  isCommand,
  type RunnableConfig,
  type StateSnapshot,
  type StreamMode,
  type StreamOptions,
} from '#lib/engine';
import { drawing, type GraphSchemas, graphSchemas } from './describe-graph';
import { toDicts, toLive } from './message-values';
import { nativeCommand } from './native-command';
import { ObservingCallbacks } from './observing-callbacks';
import type { LangGraphGraph, LangGraphRuntime } from './runtime';
import { LangGraphSaver } from './saver';
import type { ServedGraph } from './served-graph';
import { correctSnapshot, positionOf } from './snapshot';
import { toEngineChunk } from './stream-chunk';

type Chunk = [namespace: string[], mode: StreamMode, chunk: unknown];

/** A compiled LangGraph.js graph that behaves as one of the engine's, with its state in the same tables. */
export class HostedGraph implements ServedGraph {
  readonly #graph: LangGraphGraph;
  readonly #runtime: LangGraphRuntime;
  readonly #schemas: GraphSchemas;

  constructor(
    readonly name: string,
    { graph, runtime }: { graph: LangGraphGraph; runtime: LangGraphRuntime },
  ) {
    this.#graph = graph;
    this.#runtime = runtime;
    this.#schemas = graphSchemas(graph, runtime);
  }

  async stream(input: object | null, options: StreamOptions<StreamMode[], true>): Promise<AsyncIterable<Chunk>> {
    return this.#chunks(input, options);
  }

  async getState(config: RunnableConfig, options: GetStateOptions = {}): Promise<StateSnapshot> {
    const { graph, saver } = this.#open(config);
    // Nested graphs know best which of their questions are open.
    const snapshot = await graph.getState(placeOf(config), { subgraphs: true });
    const isHead = config.configurable?.checkpoint_id === undefined;
    return correctSnapshot(snapshot, { saver, isHead, withNested: options.subgraphs ?? false });
  }

  async *getStateHistory(
    config: RunnableConfig,
    options: CheckpointListOptions = {},
  ): AsyncIterableIterator<StateSnapshot> {
    const { graph, saver } = this.#open(config);
    for await (const snapshot of graph.getStateHistory(placeOf(config), options)) {
      yield correctSnapshot(snapshot, { saver, isHead: false, withNested: false });
    }
  }

  async updateState(config: RunnableConfig, values: unknown, asNode?: string): Promise<RunnableConfig> {
    const { graph, saver } = this.#open(config);
    await requireCheckpoint(saver, config);
    try {
      const written = await graph.updateState(placeOf(config), values, asNode);
      await saver.settled();
      return positionOf(written);
    } catch (error) {
      await saver.settled();
      throw editError(error);
    }
  }

  previewInput(key: string, { value, write }: { value: unknown; write: unknown }): unknown {
    const { properties } = this.#schemas.input ?? {};
    const isInput = typeof properties === 'object' && properties !== null && key in properties;
    const { operator } = (isInput && this.#graph.channels[key]) || {};
    return operator && toDicts(operator(toLive(value, this.#runtime), toLive(write, this.#runtime)));
  }

  getDefaultValues(): Record<string, unknown> {
    const { properties } = this.#schemas.state ?? {};
    const defaults = Object.keys(properties ?? {}).flatMap((key) => {
      const { initialValueFactory: make } = this.#graph.channels[key] ?? {};
      return make ? [[key, toDicts(make())]] : [];
    });
    return Object.fromEntries(defaults);
  }

  getGraph(options: { xray?: boolean | number } = {}): GraphPicture {
    return drawing(this.#graph.getGraph(options));
  }

  async nestedGraphs(): Promise<[name: string, graph: ServedGraph][]> {
    const nested: [string, ServedGraph][] = [];
    for await (const [name, graph] of this.#graph.getSubgraphsAsync()) {
      nested.push([name, new HostedGraph(name, { graph, runtime: this.#runtime })]);
    }
    return nested;
  }

  getInputJsonSchema() {
    return this.#schemas.input;
  }

  getOutputJsonSchema() {
    return this.#schemas.output;
  }

  getStateJsonSchema() {
    return this.#schemas.state;
  }

  getConfigJsonSchema() {
    return this.#schemas.context;
  }

  async *#chunks(input: object | null, options: StreamOptions<StreamMode[], true>): AsyncGenerator<Chunk> {
    const failure = new AbortController();
    const { graph, saver } = this.#open(options, (error) => failure.abort(error));
    const signal = options.signal ? AbortSignal.any([options.signal, failure.signal]) : failure.signal;
    const observer = options.configurable?.[CONFIG_KEY_OBSERVER];
    const observed = observer && new ObservingCallbacks(observer);
    const callbacks = observed && { callbacks: [observed.handler] };
    try {
      const given = isCommand(input) ? await this.#command(input, options) : toLive(input, this.#runtime);
      const chunks = await graph.stream(given, { ...callOptions(options), ...callbacks, signal });
      for await (const [ns, mode, chunk] of chunks) yield toEngineChunk(ns, mode, chunk);
      await saver.settled();
    } catch (error) {
      // What the store says, a lost lease above all, explains whatever came of it.
      await saver.settled();
      throw isDrained(error) ? new GraphDrained() : error;
    } finally {
      observed?.end();
    }
  }

  /** The command in the user's own class, with its answers under the ids that LangGraph gave the questions. */
  async #command(command: object, options: RunnableConfig): Promise<object> {
    const { graph, saver } = this.#open(options);
    const { checkpoint_id: _, ...head } = placeOf(options).configurable ?? {};
    if ('resume' in command) await graph.getState({ configurable: head }, { subgraphs: true });
    return nativeCommand(command, { runtime: this.#runtime, questions: saver.questionsRead() });
  }

  /** The graph with the saver of this call in place of whatever it was compiled with. */
  #open(
    config: RunnableConfig,
    onFailure?: (error: unknown) => void,
  ): { graph: LangGraphGraph; saver: LangGraphSaver } {
    const checkpointer = config.configurable?.[CONFIG_KEY_CHECKPOINTER];
    if (!checkpointer) {
      throw new GraphValueError('MISSING_CHECKPOINTER', `Graph "${this.name}" was called without a checkpointer.`);
    }
    const saver = new LangGraphSaver(checkpointer, { runtime: this.#runtime, ...(onFailure && { onFailure }) });
    const graph = this.#graph.withConfig({});
    graph.checkpointer = saver;
    return { graph, saver };
  }
}

/** What LangGraph may know of a call. It takes a key whose value is undefined for one that was given. */
function placeOf({ configurable = {} }: RunnableConfig): RunnableConfig {
  const isGiven = ([key, value]: [string, unknown]) => value !== undefined && !key.startsWith('__');
  const given = Object.entries(configurable).filter(isGiven);
  return { configurable: Object.fromEntries(given) };
}

function callOptions(options: StreamOptions<StreamMode[], true>): object {
  const { signal: _, configurable, ...rest } = options;
  const isDraining = configurable?.[CONFIG_KEY_DRAIN];
  const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
  return {
    ...given,
    configurable: { ...placeOf(options).configurable, __pregel_strict_resume: true },
    // A checkpoint is in the database before the next superstep begins.
    durability: 'sync',
    ...(isDraining && { control: drainControl(isDraining) }),
  };
}

/** What LangGraph asks at each superstep boundary, since 1.4. */
function drainControl(isDraining: () => boolean): object {
  return {
    get drainRequested() {
      return isDraining();
    },
    drainReason: 'shutdown',
  };
}

function isDrained(error: unknown): boolean {
  return error instanceof Error && error.name === 'GraphDrained';
}

/** LangGraph would edit an empty state instead. */
async function requireCheckpoint(saver: LangGraphSaver, config: RunnableConfig): Promise<void> {
  const { checkpoint_id: id, thread_id: threadId } = config.configurable ?? {};
  if (!id || (await saver.getTuple(config))) return;
  throw new GraphError(
    'CHECKPOINT_NOT_FOUND',
    `Thread ${threadId} has no checkpoint ${id}; its history lists those it has.`,
  );
}

/** LangGraph says by an error's name that the edit does not fit the graph. */
function editError(error: unknown): unknown {
  const isRefused = error instanceof Error && /^(?:InvalidUpdateError|GraphValueError)$/.test(error.name);
  return isRefused ? new InvalidUpdateError('INVALID_UPDATE', error.message, { cause: error }) : error;
}
