import type { Context } from 'hono';
import { HoldpointError, httpStatus } from '#lib/errors';
import { isRecord } from '#lib/runs/is-record';
import { logger } from '#lib/runs/logger';
import { isPostgresError } from '#lib/runs/transaction';

/** An error as a client sees it: `{detail, code}` and what else the error knows, never a stack trace. */
export function errorResponse(thrown: unknown, { req }: Context): Response {
  const error = asHoldpointError(thrown);
  const status = httpStatus(error.code);
  const request = { method: req.method, path: req.path, code: error.code };
  if (status >= 500) logger().error({ ...request, err: thrown }, 'a request failed');
  else logger().info(request, 'a request was refused');
  const details = isRecord(error.details) ? error.details : {};
  return Response.json({ ...details, detail: error.message, code: error.code }, { status });
}

function asHoldpointError(thrown: unknown): HoldpointError {
  if (thrown instanceof HoldpointError) return thrown;
  if (isUnavailable(thrown)) {
    return new HoldpointError('database_unavailable', 'The database does not answer; try again in a moment.', {
      cause: thrown,
    });
  }
  if (isTooDeep(thrown)) {
    return new HoldpointError('unsupported_value', 'The request is nested too deeply; flatten it.', { cause: thrown });
  }
  return new HoldpointError('internal', 'The server failed at this; its log says why.', { cause: thrown });
}

function isTooDeep(thrown: unknown): boolean {
  return (thrown instanceof RangeError && thrown.message.includes('call stack')) || isPostgresError(thrown, ['54001']);
}

/** What Prisma, Node and PostgreSQL call it: no connection, a lost one, none free, a server that starts or stops. */
const UNAVAILABLE = new Set([
  ...['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2028', 'P2037'],
  ...['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND'],
  ...['08000', '08001', '08003', '08006', '53300', '57P01', '57P02', '57P03'],
  ...[
    'DatabaseNotReachable',
    'ConnectionClosed',
    'SocketTimeout',
    'TooManyConnections',
    'PrismaClientInitializationError',
  ],
]);

/** The same from pg's pool, which has no codes, and from a unix socket that is not there. */
const UNAVAILABLE_MESSAGE =
  /^Connection terminated|^timeout exceeded when trying to connect|pool after calling end|ENOENT .*\.s\.PGSQL\./;

function isUnavailable(thrown: unknown): boolean {
  if (!isRecord(thrown)) return false;
  const { code, originalCode, kind, name, message, meta, cause } = thrown;
  if ([code, originalCode, kind, name].some((word) => typeof word === 'string' && UNAVAILABLE.has(word))) return true;
  if (typeof message === 'string' && UNAVAILABLE_MESSAGE.test(message)) return true;
  return isUnavailable(cause) || (isRecord(meta) && isUnavailable(meta.driverAdapterError));
}
