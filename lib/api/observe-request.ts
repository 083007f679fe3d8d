import { context, propagation, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import type { MiddlewareHandler } from 'hono';
import { routePath } from 'hono/route';
import { metrics } from '#lib/runs/telemetry/metrics';
import { tracer } from '#lib/runs/telemetry/tracer';

/** Asked by machines every few seconds: measured, but not traced. */
const UNTRACED = '/api/ok';

/** A span and a duration of every request, by the pattern of its path; the runs it creates link to the span. */
export const observeRequest: MiddlewareHandler = async (c, next) => {
  const { method, path } = c.req;
  const seconds = metrics().httpRequestSeconds.startTimer({ method });
  if (path === UNTRACED) await next();
  else {
    // In development Next has traced the request already.
    const active = context.active();
    const around = trace.getSpan(active) ? active : propagation.extract(active, c.req.header());
    const options = { kind: SpanKind.SERVER, attributes: { 'http.request.method': method, 'url.path': path } };
    const span = tracer().startSpan(method, options, around);
    await context.with(trace.setSpan(around, span), next);
    span.updateName(`${method} ${routePath(c)}`);
    span.setAttributes({ 'http.route': routePath(c), 'http.response.status_code': c.res.status });
    if (c.res.status >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
    span.end();
  }
  seconds({ route: routePath(c), status: c.res.status });
};
