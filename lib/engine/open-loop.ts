import { ambient } from './ambient';
import { Cancellation } from './cancellation';
import { CONFIG_KEY_CHECKPOINTER } from './constants';
import { untilAborted } from './deadline';
import { settled, withDurability } from './durability';
import { GraphDrained, GraphError, GraphValueError, InvalidResumeError, isGraphInterrupt } from './errors';
import { GraphLoop, type LoopResult } from './graph-loop';
import type { GraphSpec } from './graph-spec';
import { isOnLineage, newestOnLineage } from './lineage';
import type { LoopScope } from './loop-scope';
import { emptyState, type LoopState, stateOfTuple } from './loop-state';
import { makeScope, mergeConfigs, withInheritedLimit, withoutCallOptions } from './make-scope';
import { keptNamespace, numberedNamespace } from './namespace';
import { nameBasedId, type Ports, sortableId, systemPorts } from './ports';
import { recordStop } from './record-stop';
import { RunContext } from './run-context';
import type { Sink } from './sink';
import type { BaseStore } from './store';
import { raise, type TaskContext, taskOf } from './task-context';
import type { BaseCheckpointSaver, CheckpointTuple, InvokeOptions, RunnableConfig } from './types';

/** What can be run: a graph and what it was compiled with. */
export interface RunnableGraph {
  readonly spec: GraphSpec;
  readonly checkpointer?: BaseCheckpointSaver | boolean | undefined;
  readonly store?: BaseStore | undefined;
}

const NIL = '00000000-0000-0000-0000-000000000000';

/** Runs a graph to its end or to a stop. Called inside a node of another graph, it becomes a part of that graph's run. */
export function runGraph(graph: RunnableGraph, input: unknown, call: { options: InvokeOptions; sink?: Sink }) {
  const parent = parentTask(call.options);
  return parent ? runNested(graph, input, { ...call, parent }) : runOutermost(graph, input, call);
}

/** The task that this call is made in, unless the call names another thread. */
export function parentTask({ configurable }: RunnableConfig): TaskContext | undefined {
  const parent = taskOf({ configurable }) ?? taskOf(ambient.getStore());
  const threadId = configurable?.thread_id;
  return threadId === undefined || threadId === parent?.threadId ? parent : undefined;
}

export function portsOf({ configurable }: RunnableConfig): Ports {
  return configurable?.__pregel_ports ?? systemPorts;
}

/** The saver of a call: the one given with it, or the one the graph was compiled with. */
export function saverOf(graph: RunnableGraph, { configurable }: RunnableConfig): BaseCheckpointSaver | undefined {
  const saver = configurable?.[CONFIG_KEY_CHECKPOINTER] ?? graph.checkpointer;
  return typeof saver === 'object' ? saver : undefined;
}

interface Call {
  readonly options: InvokeOptions;
  readonly sink?: Sink;
}

async function runOutermost(graph: RunnableGraph, input: unknown, { options, sink }: Call): Promise<LoopResult> {
  options.signal?.throwIfAborted();
  const { timeout, configurable } = options;
  const run = new RunContext({
    ports: portsOf(options),
    signal: options.signal,
    drain: configurable?.__pregel_drain,
    control: options.control,
    store: options.store ?? graph.store,
    observer: configurable?.__pregel_observer,
    actor: options.actor,
  });
  const given = saverOf(graph, options);
  if (given) requireThreadId(graph, options);
  const { saver, settle } = withDurability(given, options.durability);
  const scope = makeScope(graph, options, {
    run,
    config: withoutCallOptions(options),
    threadId: configurable?.thread_id,
    ns: '',
    // A checkpoint of a nested graph is no place to start the outermost one.
    checkpointId: configurable?.checkpoint_ns ? undefined : configurable?.checkpoint_id,
    saver: saver && run.guard(saver),
    sinks: sink ? [sink] : [],
    cancellation: run.cancellation,
  });
  const tooLong = () => new GraphError('RUN_TIMEOUT', `The run took longer than its ${timeout} ms.`);
  const stopClock = run.cancellation.abortAfter(timeout, tooLong);
  try {
    const running = runStoppable(scope, input, saver);
    return await (settle ? settled(running, settle) : running);
  } finally {
    stopClock();
  }
}

function runNested(
  graph: RunnableGraph,
  input: unknown,
  { options, sink, parent }: Call & { parent: TaskContext },
): Promise<LoopResult> {
  const call = parent.nestedCount++;
  const place = parent.nested.length;
  parent.limit.progress();
  const isKept = graph.checkpointer === true;
  const inherited = ambient.getStore();
  const own = parent.cancellation.owns(options.signal) ? undefined : options.signal;
  const cancellation = own ? new Cancellation([parent.cancellation], own) : parent.cancellation;
  const scope = makeScope(graph, withInheritedLimit(options, inherited), {
    run: parent.run,
    config: mergeConfigs(inherited, withoutCallOptions(options)),
    threadId: parent.threadId,
    ns: isKept ? keptNamespace(parent.ns) : numberedNamespace(parent.ns, call),
    saver: graph.checkpointer === false ? undefined : parent.saver && parent.run.guard(parent.saver, cancellation),
    sinks: sink ? [...parent.sinks, sink] : parent.sinks,
    cancellation,
    parent,
    caller: isKept ? numberedNamespace(parent.ns, call) : undefined,
  });
  const running = untilAborted(runLoop(scope, input), cancellation).catch((error: unknown) => {
    if (parent.isLive) tellParent(parent, error, place);
    throw error;
  });
  parent.nested.push(running);
  return running;
}

/** What stops a nested graph concerns the task around it, even if the node there catches the error. */
function tellParent(parent: TaskContext, error: unknown, place: number): void {
  if (error instanceof GraphDrained) parent.isDrained = true;
  if (error instanceof InvalidResumeError) parent.rejected ??= { interruptId: error.interruptId, error };
  if (isGraphInterrupt(error)) raise(parent, error.interrupts, place);
}

async function runLoop(scope: LoopScope, input: unknown): Promise<LoopResult> {
  try {
    const loop = await openLoop(scope);
    return await loop.run(input);
  } finally {
    scope.observer?.end();
  }
}

/** The same for the outermost graph: a stop waits for what is being stored, and is stored too. */
async function runStoppable(
  scope: LoopScope,
  input: unknown,
  saver: BaseCheckpointSaver | undefined,
): Promise<LoopResult> {
  const { cancellation } = scope;
  let loop: GraphLoop | undefined;
  try {
    loop = await openLoop(scope);
    return await loop.run(input);
  } catch (error) {
    const reason = cancellation.isAborted ? cancellation.reason : error;
    const isStopped = cancellation.isAborted || isStepTimeout(error);
    if (loop && saver && isStopped && !scope.run.isSaverLost) await recordStop(loop, saver, reason);
    throw reason;
  } finally {
    scope.observer?.end();
  }
}

function isStepTimeout(error: unknown): boolean {
  return error instanceof GraphError && error.lc_error_code === 'STEP_TIMEOUT';
}

async function openLoop(scope: LoopScope): Promise<GraphLoop> {
  return new GraphLoop(scope, await loadState(scope));
}

async function loadState(scope: LoopScope): Promise<{ state: LoopState; headId: string | undefined }> {
  const { graph, saver, threadId, ns, checkpointId } = scope;
  if (!saver && checkpointId === undefined) return { state: emptyState(firstId(scope)), headId: undefined };
  const at = { thread_id: threadId ?? '', checkpoint_ns: ns };
  const head = await saver?.getTuple({ configurable: at });
  if (checkpointId === undefined || checkpointId === head?.checkpoint.id) {
    const base = saver && head ? await onLineage(scope, { saver, head }) : undefined;
    return { state: base ? stateOfTuple(graph, base) : emptyState(firstId(scope)), headId: head?.checkpoint.id };
  }
  const tuple = await saver?.getTuple({ configurable: { ...at, checkpoint_id: checkpointId } });
  if (tuple) return { state: stateOfTuple(graph, tuple), headId: head?.checkpoint.id };
  throw new GraphValueError('CHECKPOINT_NOT_FOUND', `Thread ${threadId} has no checkpoint ${checkpointId}.`);
}

/** The newest checkpoint of a graph that keeps its state may be another branch's. */
async function onLineage(
  { caller, run: { forks }, threadId, ns }: LoopScope,
  { saver, head }: { saver: BaseCheckpointSaver; head: CheckpointTuple },
): Promise<CheckpointTuple | undefined> {
  if (caller === undefined || isOnLineage(head, forks)) return head;
  return newestOnLineage(saver, { configurable: { thread_id: threadId ?? '', checkpoint_ns: ns } }, forks);
}

function firstId({ saver, parent, ns, run }: LoopScope): string {
  return !saver && parent ? nameBasedId(NIL, ns) : sortableId(run.ports);
}

function requireThreadId({ spec }: RunnableGraph, { configurable }: RunnableConfig): void {
  if (typeof configurable?.thread_id === 'string' && configurable.thread_id !== '') return;
  throw new GraphValueError(
    'MISSING_THREAD_ID',
    `Graph "${spec.name}" has a checkpointer, so its runs need a thread: give { configurable: { thread_id } }.`,
  );
}
