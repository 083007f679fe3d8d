import { type Context, context, type Span, SpanStatusCode, trace } from '@opentelemetry/api';
import type { GraphObserver, TaskAt, TaskEnd } from '#lib/engine';
import { metrics } from './metrics';
import { tracer } from './tracer';

/** What spans and measurements of one execution have in common. */
export interface ExecutionLabels {
  graphId: string;
  attributes: Record<string, string | number>;
}

interface Superstep {
  step: number;
  span: Span;
  startedAt: number;
}

/**
 * Spans and durations of one graph within a run: superstep > node. A superstep begins with its first task and ends with the
 * graph, or when the next one begins, so that its checkpoint counts as a part of it.
 */
export function observeGraph({ graphId, attributes }: ExecutionLabels, at: { ns: string }): GraphObserver {
  const around = context.active();
  const shared = { ...attributes, ...(at.ns && { 'holdpoint.ns': at.ns }) };
  let current: Superstep | undefined;

  const end = () => {
    if (!current) return;
    metrics().superstepSeconds.observe({ graph: graphId }, secondsSince(current.startedAt));
    current.span.end();
    current = undefined;
  };

  const superstepOf = ({ step }: TaskAt): Superstep => {
    if (current?.step === step) return current;
    end();
    const span = tracer().startSpan('superstep', { attributes: { ...shared, 'holdpoint.step': step } }, around);
    current = { step, span, startedAt: performance.now() };
    return current;
  };

  return {
    task: (task, work) => {
      const inSuperstep = trace.setSpan(around, superstepOf(task).span);
      return observeTask({ graphId, attributes: shared }, { task, around: inSuperstep, work });
    },
    end,
  };
}

async function observeTask<End extends TaskEnd>(
  { graphId, attributes }: ExecutionLabels,
  on: { task: TaskAt; around: Context; work: () => Promise<End> },
): Promise<End> {
  const { name, step, attempt } = on.task;
  const own = { 'holdpoint.node': name, 'holdpoint.step': step, 'holdpoint.node_attempt': attempt };
  const span = tracer().startSpan(`node ${name}`, { attributes: { ...attributes, ...own } }, on.around);
  const startedAt = performance.now();
  const outcome = await context.with(trace.setSpan(on.around, span), on.work);
  metrics().nodeSeconds.observe({ graph: graphId, node: name, outcome: outcome.kind }, secondsSince(startedAt));
  span.setAttribute('holdpoint.outcome', outcome.kind);
  for (const { id } of outcome.interrupts ?? []) span.addEvent('interrupt', { 'holdpoint.interrupt_id': id ?? '' });
  if (outcome.error) recordError(span, outcome.error);
  span.end();
  return outcome;
}

export function recordError(span: Span, error: Error): void {
  span.recordException(error);
  span.setStatus({ code: SpanStatusCode.ERROR, message: error.message });
}

export function secondsSince(startedAt: number): number {
  return (performance.now() - startedAt) / 1000;
}
