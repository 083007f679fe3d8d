import { HoldpointError } from '#lib/errors';

export function databaseUnavailable(message: string, cause?: unknown): HoldpointError {
  return new HoldpointError('database_unavailable', message, { cause });
}

export function noConnection(url: string, cause: unknown): HoldpointError {
  return databaseUnavailable(
    `No connection to the database ${withoutPassword(url)}: ${reasonOf(cause)}. Check DATABASE_URL and that the server runs.`,
    cause,
  );
}

export function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join('; ');
  return error instanceof Error ? error.message : String(error);
}

function withoutPassword(url: string): string {
  const parsed = new URL(url);
  if (parsed.password) parsed.password = '***';
  return parsed.href;
}
