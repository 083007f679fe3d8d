import { isTrouble } from './database-trouble';
import type { PgSql } from './sql';

/** Rows of a temporary table of about two megabytes: more than PostgreSQL keeps in memory here. */
const ROWS = 60_000;

/**
 * Finds out whether the database can take any more. With a full disk it still answers, and takes what fits into the pages it
 * has; so this writes a temporary file, which is gone when the statement ends.
 * @throws what `isTrouble`
 */
export async function tryToStore(sql: PgSql): Promise<void> {
  try {
    await sql.transaction(async (tx) => {
      await tx.$executeRaw`SET LOCAL work_mem = '64kB'`;
      await tx.$queryRaw`SELECT count(*) FROM generate_series(1, ${ROWS}::int)`;
    });
  } catch (error) {
    // A server that allows no temporary files of that size has said nothing of its disk.
    if (isTrouble(error)) throw error;
  }
}
