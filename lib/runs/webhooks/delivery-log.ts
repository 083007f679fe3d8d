import { z } from 'zod';
import { DueTimer } from '../due-timer';
import type { Holdpoint } from '../holdpoint';

const SETTING = 'HOLDPOINT_WEBHOOK_LOG_DAYS';
const DEFAULT_DAYS = 30;
const MAX_DAYS = 3_650;
const BATCH = 1_000;
/** What becomes old one by one is removed together. */
const LEAST_PAUSE_MS = 60_000;
const LONGEST_PAUSE_MS = 3_600_000;

const days = z.coerce.number().positive().max(MAX_DAYS);

/** How long a delivery that has ended stays in the log. @throws Error that names a setting which cannot be used */
export function deliveryLogDays(env: Record<string, string | undefined> = process.env): number {
  const given = env[SETTING];
  const parsed = days.safeParse(given === undefined || given === '' ? DEFAULT_DAYS : given);
  if (!parsed.success)
    throw new Error(`${SETTING} is ${given}; it must be a number of days above 0, at most ${MAX_DAYS}.`);
  return parsed.data;
}

/** Removes deliveries from the log that ended too long ago. */
export function deliveryLogSweeper({ db }: Holdpoint, keepDays: number): DueTimer {
  return new DueTimer(db, {
    name: 'the log of webhooks',
    tick: async (signal) => {
      let removed = 0;
      for (let last = BATCH; last === BATCH && !signal.aborted; removed += last) {
        last = await db.sql.$executeRaw`
          DELETE FROM webhook_deliveries WHERE id IN (
            SELECT id FROM webhook_deliveries WHERE ended_at < clock_timestamp() - make_interval(secs => ${keepDays * 86_400}::float8)
            ORDER BY ended_at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED)`;
      }
      return removed;
    },
    msUntilDue: async () => {
      const [row] = await db.sql.$queryRaw<{ ms: number | null }[]>`
        SELECT (extract(epoch FROM min(ended_at) + make_interval(secs => ${keepDays * 86_400}::float8) - clock_timestamp()) * 1000)::float8 AS ms
        FROM webhook_deliveries WHERE ended_at IS NOT NULL`;
      return row?.ms ?? null;
    },
    minMs: LEAST_PAUSE_MS,
    maxMs: LONGEST_PAUSE_MS,
  });
}
