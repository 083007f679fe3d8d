import { type Tracer, trace } from '@opentelemetry/api';

/** Does nothing, at next to no cost, unless start-tracing.ts has installed an SDK. */
export function tracer(): Tracer {
  return trace.getTracer('holdpoint');
}
