import { ephemeralValue, lastValue, readChannel } from './channel';
import { checkName } from './check-name';
import type { Command } from './command';
import { CompiledStateGraph } from './compiled-state-graph';
import { END, INPUT, PREVIOUS, START } from './constants';
import { type GraphSpec, NO_WAYS, type NodeSpec } from './graph-spec';
import { type NodeTimeout, readTimeout } from './node-timeout';
import { readRetryPolicies } from './retry';
import type { BaseStore } from './store';
import { requireTask } from './task-context';
import type { BaseCheckpointSaver, InvokeOptions, LangGraphRunnableConfig, PendingWrite, RetryPolicy } from './types';

export interface EntrypointOptions {
  name: string;
  checkpointer?: BaseCheckpointSaver | boolean;
  store?: BaseStore;
  retry?: RetryPolicy | readonly RetryPolicy[];
  /** What one attempt may take: milliseconds, or a policy. */
  timeout?: NodeTimeout;
}

/** What an entrypoint returns that has the thread keep something else than its caller gets. */
export interface EntrypointFinal<Value, Save> {
  readonly __lg_type: '__pregel_final';
  readonly value?: Value;
  readonly save?: Save;
}

/** What the caller gets of what an entrypoint returns. */
export type EntrypointValue<Output> =
  Awaited<Output> extends EntrypointFinal<infer Value, infer _> ? Value : Awaited<Output>;

/** A workflow that can be run: as a compiled graph, but from any value to any value. */
export interface Entrypoint<Input, Value>
  extends Omit<CompiledStateGraph<Value, Input>, 'invoke' | 'getState' | 'previewInput'> {
  invoke(input: Input | Command | null, options?: InvokeOptions): Promise<Value>;
  getState: CompiledStateGraph<Value, Input>['getState'];
}

/**
 * Makes a function a workflow: it may ask, call tasks, and run again after an answer; `task()` results are kept. On a thread,
 * the next call finds what this one returned, or kept, by `getPreviousState()`.
 */
function defineEntrypoint<Input, Output>(
  nameOrOptions: string | EntrypointOptions,
  run: (input: Input, config: LangGraphRunnableConfig) => Output,
): Entrypoint<Input, EntrypointValue<Output>> {
  const options = typeof nameOrOptions === 'string' ? { name: nameOrOptions } : nameOrOptions;
  checkName(options.name, 'workflow');
  const body = (input: unknown, config: LangGraphRunnableConfig) => run(input as Input, config); // given by the caller
  const { checkpointer, store } = options;
  const graph = new CompiledStateGraph(specOf(options, body), { checkpointer, store, jsonSchemas: {} });
  return graph as unknown as Entrypoint<Input, EntrypointValue<Output>>; // of one value, where others have an object
}

/** Gives the caller `value`, and the next call of the thread `save`. */
function final<Value, Save>(result: { value?: Value; save?: Save }): EntrypointFinal<Value, Save> {
  return { ...result, __lg_type: '__pregel_final' };
}

export const entrypoint = Object.assign(defineEntrypoint, { final });

/** Inside an entrypoint: what its last call on this thread returned or kept; undefined the first time. */
export function getPreviousState<State = unknown>(): State | undefined {
  const { scope, state } = requireTask('getPreviousState()').superstep;
  const previous = readChannel(scope.graph.channels, state.values, PREVIOUS);
  return (typeof previous === 'symbol' ? undefined : previous) as State | undefined; // the caller vouches for the type
}

function specOf(options: EntrypointOptions, run: NodeSpec['run']): GraphSpec {
  const nodes = [startNode(options), bodyNode(options, run)];
  return {
    name: options.name,
    isSingleValued: true,
    nodes: new Map(nodes.map((node) => [node.name, node])),
    channels: {
      [START]: ephemeralValue(),
      [INPUT]: ephemeralValue(),
      [END]: ephemeralValue(),
      [PREVIOUS]: lastValue(),
    },
    stateKeys: [END],
    inputKeys: [INPUT],
    outputKeys: [END],
    triggers: new Set([START, INPUT]),
    interruptBefore: [],
    interruptAfter: [],
    validateInput: (values) => values,
  };
}

/** Hands the input on; what it is, is nobody's business but the body's. */
function startNode({ name }: EntrypointOptions): NodeSpec {
  return {
    ...NO_WAYS,
    name: START,
    run: (input) => input,
    triggers: [START],
    readResult: (input) => [[INPUT, input]],
    edges: [name],
    isHidden: true,
  };
}

function bodyNode({ name, retry, timeout }: EntrypointOptions, run: NodeSpec['run']): NodeSpec {
  return {
    ...NO_WAYS,
    name,
    run,
    triggers: [INPUT],
    readResult: readFinal,
    inputKeys: [INPUT],
    leadsToEnd: true,
    retryPolicies: readRetryPolicies(retry),
    ...(timeout !== undefined && { timeout: readTimeout(name, timeout) }),
  };
}

function readFinal(result: unknown): PendingWrite[] {
  if (!isFinal(result))
    return [
      [END, result],
      [PREVIOUS, result],
    ];
  return [
    [END, result.value],
    [PREVIOUS, result.save],
  ];
}

function isFinal(result: unknown): result is EntrypointFinal<unknown, unknown> {
  return (
    typeof result === 'object' && result !== null && '__lg_type' in result && result.__lg_type === '__pregel_final'
  );
}
