import type { Sql } from '#lib/store/sql';

/**
 * Those of the runs that their thread has gone past: another run of it was executed since they ended, so what they left is not
 * where the thread stands any more.
 */
export async function passedRuns(sql: Pick<Sql, '$queryRaw'>, runIds: string[]): Promise<Set<string>> {
  if (runIds.length === 0) return new Set();
  const rows = await sql.$queryRaw<{ id: string }[]>`
    SELECT r.id::text AS id FROM runs r WHERE r.id = ANY(${runIds}::uuid[]) AND EXISTS (
      SELECT 1 FROM runs later WHERE later.thread_id = r.thread_id AND later.id <> r.id AND later.started_at >= r.ended_at)`;
  return new Set(rows.map(({ id }) => id));
}
