import { Prisma, type Thread } from '#lib/store/generated/client';
import type { Sql } from '#lib/store/sql';
import type { RetentionSettings } from './retention-settings';

/** What retention does to a thread that has rested for its time. */
export type DueThread = Pick<Thread, 'id' | 'ttlMinutes'> & { strategy: 'keep_latest' | 'delete' };

/**
 * SQL: when the retention of thread `t`'s own is due, as a timestamp of UTC, which an index can hold. The thread of a stateless
 * run (0 minutes) gets ten, in which whoever waits for the run reads how it ended.
 */
const OWN_DUE = Prisma.sql`(timezone('UTC', t.updated_at) + make_interval(secs => CASE WHEN t.ttl_minutes = 0 THEN 600 ELSE t.ttl_minutes * 60 END))`;

const NOT_SWEPT = Prisma.sql`(t.swept_at IS NULL OR t.swept_at < t.updated_at)`;

const ASKS = Prisma.sql`EXISTS (SELECT 1 FROM interrupts i WHERE i.thread_id = t.id AND i.outcome = 'pending')`;

/** SQL, the same as in the index threads_own_retention_idx: only its own `delete` ends a thread that waits for somebody. */
const OWN = Prisma.sql`t.retention IN ('keep_latest', 'delete') AND t.ttl_minutes IS NOT NULL AND ${NOT_SWEPT}
  AND (t.status IN ('idle', 'error') OR t.status = 'interrupted' AND t.retention = 'delete' AND t.ttl_minutes > 0)
  AND (t.retention = 'delete' AND t.ttl_minutes > 0 OR NOT ${ASKS})`;

/** SQL, the same as in the index threads_resting_idx. */
const BY_SERVER = Prisma.sql`t.retention IS NULL AND t.status IN ('idle', 'error') AND ${NOT_SWEPT} AND NOT ${ASKS}`;

/** Locks the thread that is due first, and looks past those that others hold. */
export async function lockDueThread(sql: Sql, settings: RetentionSettings): Promise<DueThread | null> {
  const [own] = await sql.$queryRaw<DueThread[]>`
    SELECT t.id, t.ttl_minutes AS "ttlMinutes", t.retention AS strategy FROM threads t
    WHERE ${OWN} AND ${OWN_DUE} <= timezone('UTC', clock_timestamp())
    ORDER BY ${OWN_DUE} LIMIT 1 FOR NO KEY UPDATE SKIP LOCKED`;
  if (own) return own;
  const { strategy, minutes } = settings;
  if (strategy === 'keep') return null;
  const [thread] = await sql.$queryRaw<Pick<Thread, 'id' | 'ttlMinutes'>[]>`
    SELECT t.id, t.ttl_minutes AS "ttlMinutes" FROM threads t
    WHERE ${BY_SERVER} AND t.updated_at <= clock_timestamp() - make_interval(secs => ${minutes * 60}::float8)
    ORDER BY t.updated_at LIMIT 1 FOR NO KEY UPDATE SKIP LOCKED`;
  return thread ? { ...thread, strategy } : null;
}

/** Milliseconds until the next thread is due; negative: one is; null: none is known. */
export async function msUntilThreadDue(sql: Sql, settings: RetentionSettings): Promise<number | null> {
  const byServer =
    settings.strategy === 'keep'
      ? Prisma.sql`NULL::timestamptz`
      : Prisma.sql`(SELECT t.updated_at FROM threads t WHERE ${BY_SERVER} ORDER BY t.updated_at LIMIT 1)
          + make_interval(secs => ${settings.minutes * 60}::float8)`;
  const [row] = await sql.$queryRaw<{ ms: number | null }[]>`
    SELECT (extract(epoch FROM least(
      timezone('UTC', (SELECT ${OWN_DUE} FROM threads t WHERE ${OWN} ORDER BY ${OWN_DUE} LIMIT 1)),
      ${byServer}) - clock_timestamp()) * 1000)::float8 AS ms`;
  return row?.ms ?? null;
}
