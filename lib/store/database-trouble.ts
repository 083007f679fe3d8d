import { whyDown } from './embedded-postgres/why-down';

/**
 * The database could not do its part, for reasons of its own: no connection, a restart, a full disk. What was asked for is
 * sound, and may be asked again; whether the lost statement was carried out is not known.
 */
export class DatabaseTroubleError extends Error {
  override readonly name = 'DatabaseTroubleError';

  constructor(cause: unknown) {
    super(describeTrouble(cause), { cause });
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
  return someError(
    thrown,
    ({ words, message }) => words.some((word) => TROUBLE.has(word)) || TROUBLE_MESSAGE.test(message),
  );
}

/** What is wrong, and what to do about it, for people. Of an embedded server that is down it is known why. */
export function describeTrouble(thrown: unknown): string {
  const known = whyDown() ?? thrown;
  if (someError(known, isFull))
    return 'The disk of the database is full. Free some space and try again; runs wait for it.';
  if (someError(known, isReadOnly))
    return 'The database cannot be written to. Make it writable and try again; runs wait for it.';
  return 'The database does not answer; try again in a moment.';
}

function isFull({ words, message }: Named): boolean {
  return words.some((word) => word === '53100' || word === 'ENOSPC') || message.includes('No space left on device');
}

function isReadOnly({ words, message }: Named): boolean {
  return words.some((word) => word === '25006' || word === 'EROFS') || message.includes('Read-only file system');
}

interface Named {
  /** Codes, kinds and names. */
  words: string[];
  message: string;
}

/** Whether it, or what caused it, is like that. Drivers and Prisma wrap errors in each other, each in its own way. */
function someError(thrown: unknown, isLike: (error: Named) => boolean): boolean {
  if (typeof thrown !== 'object' || thrown === null) return false;
  const { code, originalCode, kind, name, message, meta, cause }: Record<string, unknown> = {
    ...thrown,
    ...named(thrown),
  };
  const words = [code, originalCode, kind, name].filter((word) => typeof word === 'string');
  if (isLike({ words, message: typeof message === 'string' ? message : '' })) return true;
  return [cause, meta, driverErrorOf(meta)].some((inner) => someError(inner, isLike));
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
