import type { Database } from '#lib/store/database';
import type { Transaction } from '#lib/store/sql';

export type { Transaction } from '#lib/store/sql';

const ATTEMPTS = 4;

/** One transaction, done again when PostgreSQL chose it as the victim of a deadlock or a serialization failure. */
export async function inTransaction<T>(db: Database, work: (tx: Transaction) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await db.sql.transaction(work);
    } catch (error) {
      if (attempt === ATTEMPTS || !isPostgresError(error, ['40001', '40P01'])) throw error;
    }
  }
}

/** Whether an error of PostgreSQL, or of Prisma's adapter, stands for one of these SQLSTATE codes. */
export function isPostgresError(error: unknown, sqlStates: readonly string[]): boolean {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    if (sqlStates.some((state) => carriesState(cause, state))) return true;
  }
  return false;
}

function carriesState(error: unknown, state: string): boolean {
  if (!hasCode(error)) return false;
  const reported = [
    error.code,
    error.originalCode,
    error.meta?.code,
    error.meta?.driverAdapterError?.cause?.originalCode,
  ];
  return reported.includes(state);
}

interface CodedError extends Error {
  code?: string;
  originalCode?: string;
  meta?: { code?: string; driverAdapterError?: { cause?: { originalCode?: string } } };
}

function hasCode(error: unknown): error is CodedError {
  return error instanceof Error;
}
