import type { Context } from 'hono';
import { HoldpointError, httpStatus } from '#lib/errors';
import { isRecord } from '#lib/runs/is-record';
import { knownError } from '#lib/runs/known-error';
import { logger } from '#lib/runs/logger';
import { isPostgresError } from '#lib/runs/transaction';

/** An error as a client sees it: `{detail, code}` and what else the error knows, never a stack trace. */
export function errorResponse(thrown: unknown, { req }: Context): Response {
  const error = asHoldpointError(thrown);
  const status = httpStatus(error.code);
  const request = { method: req.method, path: req.path, code: error.code };
  // The database's trouble is logged when it begins and when it is over, not for everybody who meets it.
  if (status >= 500 && error.code !== 'database_unavailable')
    logger().error({ ...request, err: thrown }, 'a request failed');
  else logger().info(request, 'a request was refused');
  const details = isRecord(error.details) ? error.details : {};
  return Response.json({ ...details, detail: error.message, code: error.code }, { status });
}

function asHoldpointError(thrown: unknown): HoldpointError {
  const known = knownError(thrown);
  if (known) return known;
  if (isTooDeep(thrown)) {
    return new HoldpointError('unsupported_value', 'The request is nested too deeply; flatten it.', { cause: thrown });
  }
  return new HoldpointError('internal', 'The server failed at this; its log says why.', { cause: thrown });
}

function isTooDeep(thrown: unknown): boolean {
  return (thrown instanceof RangeError && thrown.message.includes('call stack')) || isPostgresError(thrown, ['54001']);
}
