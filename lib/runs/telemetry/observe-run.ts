import { context, ROOT_CONTEXT, type Span, trace } from '@opentelemetry/api';
import type { RunObserver } from '#lib/engine';
import type { Database } from '#lib/store/database';
import type { ClaimedRun } from '../claimed-run';
import type { RunResult } from '../finish-run';
import { isRecord } from '../is-record';
import { metrics } from './metrics';
import { observeGraph, recordError, secondsSince } from './observe-graph';
import { RunLog } from './run-log';
import { linkTo } from './trace-context';
import { tracer } from './tracer';
import { whyLost } from './why-lost';

/** How a worker's hold of a run ended: the run's own end, back to the queue, or taken away. */
export type ExecutionEnd = RunResult | 'handed over' | 'lost';

interface Observed {
  db: Database;
  run: ClaimedRun;
  workerId: string;
}

/** Surrounds the execution of a claimed run: its span, its lines in the log, its measurements. */
export async function observeRun(
  on: Observed,
  execute: (observer: RunObserver) => Promise<ExecutionEnd>,
): Promise<ExecutionEnd> {
  const { run } = on;
  const labels = { graphId: run.graphId, attributes: attributesOf(run) };
  const span = startSpan(on, labels.attributes);
  const seen = { ...on, span, log: new RunLog(run, on.workerId), startedAt: performance.now() };
  begin(seen);
  try {
    const observer: RunObserver = { graph: (at) => observeGraph(labels, at) };
    const end = await context.with(trace.setSpan(ROOT_CONTEXT, span), () => execute(observer));
    await finish(seen, end);
    return end;
  } catch (error) {
    if (error instanceof Error) recordError(span, error);
    throw error;
  } finally {
    metrics().runsExecuting.dec();
    span.end();
  }
}

interface Seen extends Observed {
  span: Span;
  log: RunLog;
  startedAt: number;
}

function begin({ run, log, span }: Seen): void {
  const graph = { graph: run.graphId };
  metrics().runsExecuting.inc();
  metrics().attempts.inc(graph);
  if (run.attempt > 1) metrics().takeovers.inc(graph);
  else metrics().pickupSeconds.observe(graph, run.waitedMs / 1000);
  log.started();
  for (const id of answeredInterrupts(run)) span.addEvent('answer', { 'holdpoint.interrupt_id': id });
}

async function finish(seen: Seen, end: ExecutionEnd): Promise<void> {
  const graph = { graph: seen.run.graphId };
  if (end === 'handed over') {
    metrics().handedOver.inc(graph);
    seen.span.setAttribute('holdpoint.status', 'handed over');
    return seen.log.handedOver();
  }
  if (end !== 'lost') return ended(seen, end);
  const why = await whyLost(seen.db, seen.run);
  if (why !== 'lease expired') return ended(seen, { status: 'interrupted', stopReason: why });
  metrics().leasesLost.inc(graph);
  seen.span.setAttribute('holdpoint.status', 'lease lost');
  seen.log.leaseLost();
}

/** The end of a run as it is counted: its own, or the one that somebody put to it. `rolled_back` leaves no row that would say so. */
export type CountedEnd = Pick<RunResult, 'status' | 'error'> &
  Partial<Pick<RunResult, 'asked'>> & { stopReason: RunResult['stopReason'] | 'rolled_back' };

function ended({ run, span, log, startedAt }: Seen, end: CountedEnd): void {
  const { status, stopReason, error, asked = [] } = end;
  const seconds = secondsSince(startedAt);
  metrics().runsEnded.inc({ graph: run.graphId, status, reason: stopReason });
  metrics().runSeconds.observe({ graph: run.graphId, status }, seconds);
  span.setAttributes({ 'holdpoint.status': status, 'holdpoint.stop_reason': stopReason });
  for (const { id, node } of asked)
    span.addEvent('interrupt', { 'holdpoint.interrupt_id': id, 'holdpoint.node': node });
  if (error) recordError(span, Object.assign(new Error(error.message), { name: error.error }));
  log.ended(end, seconds);
}

function startSpan({ run, workerId }: Observed, attributes: Record<string, string | number>): Span {
  const own = { 'holdpoint.assistant_id': run.assistantId, 'holdpoint.worker_id': workerId };
  const options = { root: true, attributes: { ...attributes, ...own }, links: linkTo(run.kwargs.trace_context) };
  return tracer().startSpan(`run ${run.graphId}`, options, ROOT_CONTEXT);
}

function attributesOf({ id, threadId, graphId, attempt }: ClaimedRun): Record<string, string | number> {
  return {
    'holdpoint.run_id': id,
    'holdpoint.thread_id': threadId,
    'holdpoint.graph_id': graphId,
    'holdpoint.attempt': attempt,
  };
}

function answeredInterrupts({ kind, command }: ClaimedRun): string[] {
  return kind === 'resume' && isRecord(command?.resume) ? Object.keys(command.resume) : [];
}
