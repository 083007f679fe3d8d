import { Prisma } from '#lib/store/generated/client';
import type { Transaction } from '../transaction';

/** Runs whose events one transaction removes at most. */
const BATCH = 100;

/** Removes the events of runs that ended longer ago than this. @returns of how many runs, a batch at most */
export function sweepOldEvents(tx: Transaction, minutes: number): Promise<number> {
  return sweep(tx, Prisma.sql`ended_at <= clock_timestamp() - make_interval(secs => ${minutes * 60}::float8)`);
}

/** Removes the events of a thread's ended runs. @returns of how many runs, a batch at most */
export function sweepEventsOf(tx: Transaction, threadId: string): Promise<number> {
  return sweep(tx, Prisma.sql`thread_id = ${threadId}::uuid`);
}

/** Milliseconds until the events of the next run are due; negative: they are; null: no ended run has events. */
export async function msUntilEventsDue(tx: Transaction, minutes: number): Promise<number | null> {
  const [row] = await tx.$queryRaw<{ ms: number }[]>`
    SELECT (extract(epoch FROM ended_at - clock_timestamp()) * 1000)::float8 + ${minutes * 60_000}::float8 AS ms FROM runs
    WHERE ended_at IS NOT NULL AND events_swept_at IS NULL ORDER BY ended_at LIMIT 1`;
  return row?.ms ?? null;
}

/** How a run ended stays readable, so a stream of it that begins later still comes to its end. */
function sweep(tx: Transaction, which: Prisma.Sql): Promise<number> {
  return tx.$executeRaw`
    WITH due AS (
      SELECT id FROM runs WHERE ${which} AND ended_at IS NOT NULL AND events_swept_at IS NULL
      ORDER BY ended_at LIMIT ${BATCH} FOR NO KEY UPDATE SKIP LOCKED),
    gone AS (
      DELETE FROM run_events e USING due WHERE e.run_id = due.id AND e.event NOT IN ('error', 'end'))
    UPDATE runs SET events_swept_at = clock_timestamp() FROM due WHERE runs.id = due.id`;
}
