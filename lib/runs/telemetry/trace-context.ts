import { context, type Link, propagation, ROOT_CONTEXT, trace } from '@opentelemetry/api';
import type { RunKwargs } from '../run-kwargs';

/** Keeps with a run who asks for it, if that is traced. A retry copies what it retries, but not who asked for that. */
export function withTraceContext({ trace_context: _former, ...kwargs }: RunKwargs = {}): RunKwargs {
  const headers: Record<string, string> = {};
  propagation.inject(context.active(), headers);
  return Object.keys(headers).length > 0 ? { ...kwargs, trace_context: headers } : kwargs;
}

/** A link to the span whose context was kept: a run is no child of the request that asked for it, which has ended long before. */
export function linkTo(headers: Record<string, string> | undefined): Link[] {
  if (!headers) return [];
  const spanContext = trace.getSpanContext(propagation.extract(ROOT_CONTEXT, headers));
  return spanContext ? [{ context: spanContext }] : [];
}
