/**
 * The database could not do its part, for reasons of its own: no connection, a restart, a full disk. What was asked for is
 * sound, and may be asked again; whether the lost statement was carried out is not known.
 */
export class DatabaseTroubleError extends Error {
  override readonly name = 'DatabaseTroubleError';

  constructor(cause: unknown) {
    super('The database does not answer; try again in a moment.', { cause });
  }
}

/** What Prisma, Node and PostgreSQL call it: no connection, a lost one, none free, a server that starts, stops or has no room. */
const TROUBLE = new Set([
  ...['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2028', 'P2037'],
  ...['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND'],
  ...['08000', '08001', '08003', '08004', '08006'],
  ...['53000', '53100', '53200', '53300'],
  ...['57P01', '57P02', '57P03', '57P05'],
  ...['58000', '58030', '25006'],
  ...['DatabaseNotReachable', 'ConnectionClosed', 'SocketTimeout', 'TooManyConnections'],
  ...['PrismaClientInitializationError', 'DatabaseTroubleError'],
]);

/** The same from pg's pool, which has no codes, and from a unix socket that is not there. */
const TROUBLE_MESSAGE =
  /^Connection terminated|^Query read timeout|connection error and is not queryable|^Client was closed|timeout exceeded when trying to connect|pool after calling end|not currently accepting connections|ENOENT .*\.s\.PGSQL\./;

export function isTrouble(thrown: unknown): boolean {
  if (typeof thrown !== 'object' || thrown === null) return false;
  const { code, originalCode, kind, name, message, meta, cause }: Record<string, unknown> = {
    ...thrown,
    ...named(thrown),
  };
  if ([code, originalCode, kind, name].some((word) => typeof word === 'string' && TROUBLE.has(word))) return true;
  if (typeof message === 'string' && TROUBLE_MESSAGE.test(message)) return true;
  return isTrouble(cause) || isTrouble(meta) || (meta !== undefined && isTrouble(driverErrorOf(meta)));
}

/** These three are not enumerable. */
function named(thrown: object): Record<string, unknown> {
  return thrown instanceof Error ? { name: thrown.name, message: thrown.message, cause: thrown.cause } : {};
}

function driverErrorOf(meta: unknown): unknown {
  return typeof meta === 'object' && meta !== null && 'driverAdapterError' in meta
    ? meta.driverAdapterError
    : undefined;
}
