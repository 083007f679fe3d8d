import { DueTimer } from './due-timer';
import { expireInterrupt } from './expire-interrupt';
import type { Holdpoint } from './holdpoint';

const BATCH = 100;

/** Keeps the deadlines of questions. As many processes as you like may; each question expires once. */
export function interruptDeadlines(hp: Holdpoint): DueTimer {
  return new DueTimer(hp.db, {
    name: 'deadlines of questions',
    tick: (signal) => expireInterrupts(hp, signal),
    msUntilDue: () => msUntilNextDeadline(hp),
    concerns: (notification) => notification.k === 'due',
  });
}

/**
 * Deals with all questions whose deadline has passed. One that cannot be dealt with does not stand in the way of others.
 * @returns how many expired by this call
 * @throws AggregateError when some could not be dealt with; they are still due
 */
async function expireInterrupts(hp: Holdpoint, signal: AbortSignal): Promise<number> {
  const failed = new Map<string, unknown>();
  let expired = 0;
  let ids: string[];
  do {
    ids = await dueInterrupts(hp, [...failed.keys()]);
    for (const id of ids) {
      if (signal.aborted) return expired;
      try {
        if (await expireInterrupt(hp, id)) expired++;
      } catch (error) {
        failed.set(id, error);
      }
    }
  } while (ids.length === BATCH);
  if (failed.size > 0) throw new AggregateError(failed.values(), `Still due: ${[...failed.keys()].join(', ')}.`);
  return expired;
}

async function dueInterrupts({ db, graphs }: Holdpoint, except: string[]): Promise<string[]> {
  const rows = await db.sql.$queryRaw<{ id: string }[]>`
    SELECT id FROM interrupts
    WHERE outcome = 'pending' AND expires_at IS NOT NULL AND expired_at IS NULL AND expires_at <= clock_timestamp()
      AND graph_id = ANY(${[...graphs.keys()]}) AND id <> ALL(${except})
    ORDER BY expires_at LIMIT ${BATCH}`;
  return rows.map((row) => row.id);
}

async function msUntilNextDeadline({ db, graphs }: Holdpoint): Promise<number | null> {
  const [row] = await db.sql.$queryRaw<{ ms: number }[]>`
    SELECT (extract(epoch FROM expires_at - clock_timestamp()) * 1000)::float8 AS ms FROM interrupts
    WHERE outcome = 'pending' AND expires_at IS NOT NULL AND expired_at IS NULL AND graph_id = ANY(${[...graphs.keys()]})
    ORDER BY expires_at LIMIT 1`;
  return row ? Math.max(0, row.ms) : null;
}
