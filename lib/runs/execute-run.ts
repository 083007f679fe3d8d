import {
  CONFIG_KEY_CHECKPOINTER,
  CONFIG_KEY_DRAIN,
  CONFIG_KEY_OBSERVER,
  type GraphErrorCode,
  type RunnableConfig,
  type RunObserver,
  type StateSnapshot,
  type StreamMode,
} from '#lib/engine';
import { LeaseLostError } from '#lib/errors';
import { PrismaCheckpointer } from '#lib/store/checkpointer';
import { patiently } from '#lib/store/patiently';
import { type AskedQuestion, askedQuestions } from './asked-questions';
import type { ClaimedRun } from './claimed-run';
import { eventWithinLimit } from './event-within-limit';
import { EventWriter } from './event-writer';
import { executionInput, hasBegun } from './execution-input';
import { finishRun, type RunResult } from './finish-run';
import { graphOf, type Holdpoint } from './holdpoint';
import { releaseRun } from './lease';
import { logger } from './logger';
import { RunDeadline } from './run-deadline';
import { runFailure } from './run-failure';
import { runOptions } from './run-options';
import { type SharedValues, shareValues } from './share-values';
import type { ExecutionEnd } from './telemetry/observe-run';
import { untoldUpdates } from './untold-updates';

export interface ExecutionControl {
  /** Aborted with a LeaseLostError as soon as the run was taken away. */
  signal: AbortSignal;
  /** True once the worker wants to stop: the run is handed over at its next superstep boundary. */
  isDraining: () => boolean;
  /** Until when nobody else can have taken the run over, in milliseconds by `performance.now()`. */
  leasedUntil: number;
  observer: RunObserver;
}

const DRAINED: GraphErrorCode = 'GRAPH_DRAINED';

/** Whatever a client asked to see, these are recorded too: the dashboard shows them of every run. */
const ALWAYS_RECORDED: StreamMode[] = ['updates', 'messages'];

/** What the Agent Server API's stream modes need from the engine. */
const ENGINE_MODES: Record<string, StreamMode[]> = {
  values: ['values'],
  updates: ['updates'],
  messages: ['messages'],
  'messages-tuple': ['messages'],
  custom: ['custom'],
  tasks: ['tasks'],
  checkpoints: ['checkpoints'],
  debug: ['debug'],
};

/**
 * Executes a claimed run to its end: success, a question, an error; or hands it over when the worker drains. A run whose
 * lease was lost ends here in silence, for somebody else has said already what becomes of it.
 */
export async function executeRun(hp: Holdpoint, run: ClaimedRun, control: ExecutionControl): Promise<ExecutionEnd> {
  try {
    const result = await execution(hp, run, control);
    const wasAlone = await patiently(() => finishRun(hp, run, result), control.signal);
    return { ...result, wasAlone };
  } catch (error) {
    if (isDrained(error)) return patiently(() => releaseRun(hp.db, run)).then(() => 'handed over');
    if (!(error instanceof LeaseLostError || control.signal.aborted)) throw error;
    // A lease that nobody has taken: what we built on is gone, and another attempt begins from what is there.
    if (!control.signal.aborted) await patiently(() => releaseRun(hp.db, run), control.signal).catch(() => undefined);
    return 'lost';
  }
}

async function execution(hp: Holdpoint, run: ClaimedRun, control: ExecutionControl): Promise<RunResult> {
  const lease = { runId: run.id, token: run.token };
  // The saver keeps the worker's signal: how a run ended is still to be read when its time is up.
  const saver = new PrismaCheckpointer(hp.db, {
    lease,
    isEmpty: run.isFirst,
    leasedUntil: control.leasedUntil,
    head: run.head,
    signal: control.signal,
  });
  // What a step emits is told when the step is stored, not before.
  const mayWrite = () => !saver.isHolding;
  const events = await EventWriter.open(hp.db, run, { signal: control.signal, mayWrite });
  events.add({ event: 'metadata', ns: '', data: { run_id: run.id, thread_id: run.threadId, attempt: run.attempt } });
  const began = await patiently(() => hasBegun(hp.db, run), control.signal);
  const limit = new RunDeadline(hp.db, run);
  const config = {
    ...executionConfig(run, control, saver),
    signal: AbortSignal.any([control.signal, limit.signal]),
  };
  try {
    await limit.start(runOptions(graphOf(hp, run.graphId), run.kwargs), control.signal);
    if (began) await tellTheUntold(hp, run, { config: headOf(config), events });
    await streamGraph(hp, run, { config: began ? headOf(config) : config, began, events, saver });
    const result = restingResult(await stateAt(hp, run, config));
    const { lastStored } = saver;
    return { ...result, lastStored, lastEvents: await events.takeRest(), left: await saver.takeHeld() };
  } catch (error) {
    const failure = runFailure(error, limit);
    if (isDrained(error)) await saver.flush(run.threadId).then(() => events.flush());
    if (isDrained(error) || error instanceof LeaseLostError || control.signal.aborted) throw error;
    const asked = await openAfterError(hp, run, config);
    return { ...failure, asked, lastEvents: await events.takeRest(), left: await saver.takeHeld() };
  } finally {
    limit.clear();
    events.close();
  }
}

async function tellTheUntold(
  hp: Holdpoint,
  run: ClaimedRun,
  { config, events }: { config: RunnableConfig; events: EventWriter },
): Promise<void> {
  const { graph } = graphOf(hp, run.graphId);
  const untold = await patiently(() => untoldUpdates(hp.db, run, { graph, head: config }), config.signal);
  for (const update of untold) events.add({ event: 'updates', ns: '', data: update });
}

async function streamGraph(
  hp: Holdpoint,
  run: ClaimedRun,
  to: { config: RunnableConfig; began: boolean; events: EventWriter; saver: PrismaCheckpointer },
): Promise<void> {
  const entry = graphOf(hp, run.graphId);
  const { kwargs } = run;
  const input = await executionInput(run, { ...to, entry, head: headOf(to.config) });
  // The input's type is the graph's own business: the engine refuses what does not fit.
  const stream = await entry.graph.stream(input as Record<string, unknown> | null, {
    ...to.config,
    streamMode: recordedModes(kwargs.stream_mode),
    subgraphs: true,
    interruptBefore: kwargs.interrupt_before,
    interruptAfter: kwargs.interrupt_after,
    ...(kwargs.durability && { durability: kwargs.durability }),
    actor: run.createdBy ?? undefined,
  });
  for await (const [ns, mode, chunk] of stream) {
    to.events.add({
      event: mode,
      ns: ns.join('|'),
      ...recorded(run, to.saver, { isRoot: ns.length === 0, mode, chunk }),
    });
  }
}

function recorded(
  run: ClaimedRun,
  saver: PrismaCheckpointer,
  { isRoot, mode, chunk }: { isRoot: boolean; mode: StreamMode; chunk: unknown },
): SharedValues {
  // All else is of the state, which has a limit of its own.
  if (mode === 'custom') return { data: eventWithinLimit(run.id, chunk) };
  return mode === 'values' && isRoot ? shareValues(chunk, saver.lastWritten) : { data: chunk };
}

function executionConfig(run: ClaimedRun, control: ExecutionControl, saver: PrismaCheckpointer): RunnableConfig {
  const { config = {}, context } = run.kwargs;
  return {
    tags: config.tags,
    recursionLimit: config.recursion_limit,
    context,
    signal: control.signal,
    configurable: {
      ...withoutEngineKeys(config.configurable ?? {}),
      thread_id: run.threadId,
      run_id: run.id,
      assistant_id: run.assistantId,
      graph_id: run.graphId,
      checkpoint_ns: '',
      [CONFIG_KEY_CHECKPOINTER]: saver,
      [CONFIG_KEY_DRAIN]: control.isDraining,
      [CONFIG_KEY_OBSERVER]: control.observer,
    },
  };
}

/** Keys by which the engine is told its savers, clocks and tasks are not for clients to set. */
function withoutEngineKeys(configurable: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(configurable).filter(([key]) => !key.startsWith('__')));
}

/** Also when a graph brings its own copy of the engine. */
function isDrained(error: unknown): boolean {
  return error instanceof Error && 'lc_error_code' in error && error.lc_error_code === DRAINED;
}

/** The same thread, wherever the run began: its newest checkpoint. */
function headOf(config: RunnableConfig): RunnableConfig {
  return { ...config, configurable: { ...config.configurable, checkpoint_id: undefined } };
}

function stateAt(hp: Holdpoint, run: ClaimedRun, config: RunnableConfig): Promise<StateSnapshot> {
  return graphOf(hp, run.graphId).graph.getState(headOf(config));
}

function restingResult(state: StateSnapshot): RunResult {
  const asked = askedQuestions(state);
  if (state.next.length > 0) return { status: 'interrupted', stopReason: 'paused', asked };
  return { status: 'success', stopReason: 'done', asked };
}

/**
 * A failed run may leave questions open: those of parallel tasks, or one whose answer the graph refused. When its state can't
 * be read either (a reducer that throws), the questions stay as they are listed.
 */
async function openAfterError(hp: Holdpoint, run: ClaimedRun, config: RunnableConfig): Promise<AskedQuestion[]> {
  try {
    return askedQuestions(await stateAt(hp, run, config));
  } catch (error) {
    logger().warn({ err: error, run_id: run.id }, 'the state of a failed run cannot be read');
    return [];
  }
}

function recordedModes(requested: string[] | undefined): StreamMode[] {
  const modes = (requested ?? ['values']).flatMap((mode) => ENGINE_MODES[mode] ?? []);
  return [...new Set([...modes, ...ALWAYS_RECORDED])];
}
