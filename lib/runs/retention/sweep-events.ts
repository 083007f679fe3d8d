import type { Sql } from '#lib/store/sql';

/** Runs whose events one transaction removes at most. */
const BATCH = 100;

/**
 * Removes most events of runs that ended longer ago than this. What the nodes returned stays, for it is small and the screens
 * tell by it what a run did; and how the run ended, so that a stream of it that begins later still comes to its end.
 * @returns of how many runs, a batch at most
 */
export function sweepOldEvents(sql: Sql, minutes: number): Promise<number> {
  return sql.$executeRaw`
    WITH due AS (
      SELECT id FROM runs
      WHERE ended_at <= clock_timestamp() - make_interval(secs => ${minutes * 60}::float8) AND ended_at IS NOT NULL
        AND events_swept_at IS NULL
      ORDER BY ended_at LIMIT ${BATCH} FOR NO KEY UPDATE SKIP LOCKED),
    gone AS (
      DELETE FROM run_events e USING due WHERE e.run_id = due.id AND e.event NOT IN ('updates', 'error', 'end'))
    UPDATE runs SET events_swept_at = clock_timestamp() FROM due WHERE runs.id = due.id`;
}

/** Milliseconds until the events of the next run are due; negative: they are; null: no ended run has events. */
export async function msUntilEventsDue(sql: Sql, minutes: number): Promise<number | null> {
  const [row] = await sql.$queryRaw<{ ms: number }[]>`
    SELECT (extract(epoch FROM ended_at - clock_timestamp()) * 1000)::float8 + ${minutes * 60_000}::float8 AS ms FROM runs
    WHERE ended_at IS NOT NULL AND events_swept_at IS NULL ORDER BY ended_at LIMIT 1`;
  return row?.ms ?? null;
}
