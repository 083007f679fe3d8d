import { DueTimer } from '../due-timer';
import type { Holdpoint } from '../holdpoint';
import { removeThread } from '../threads';
import { inTransaction, type Transaction } from '../transaction';
import { type DueThread, lockDueThread, msUntilThreadDue } from './due-threads';
import { keepLatest } from './keep-latest';
import type { RetentionSettings } from './retention-settings';
import { msUntilEventsDue, sweepOldEvents } from './sweep-events';

/** What becomes due one by one is done together. */
const LEAST_PAUSE_MS = 10_000;
/** A retention time that is set or shortened meanwhile is noticed after this long. */
const LONGEST_PAUSE_MS = 5 * 60_000;

/** Applies retention. As many processes as you like may; each works on another thread. */
export function retentionSweeper(hp: Holdpoint, settings: RetentionSettings): DueTimer {
  return new DueTimer(hp.db, {
    name: 'retention',
    tick: (signal) => sweepAll(hp, { settings, signal }),
    msUntilDue: () => msUntilDue(hp, settings),
    minMs: LEAST_PAUSE_MS,
    maxMs: LONGEST_PAUSE_MS,
  });
}

/** One short transaction after the other, until nothing is due. @returns how many of them found something to do */
async function sweepAll(
  hp: Holdpoint,
  { settings, signal }: { settings: RetentionSettings; signal: AbortSignal },
): Promise<number> {
  const { eventsMinutes } = settings;
  let steps = 0;
  while (!signal.aborted && (await inTransaction(hp.db, (tx) => sweepThread(tx, settings)))) steps++;
  while (
    !signal.aborted &&
    eventsMinutes !== null &&
    (await inTransaction(hp.db, (tx) => sweepOldEvents(tx, eventsMinutes)))
  )
    steps++;
  return steps;
}

/** A step of what is to be done to the thread that is due first. A large thread takes several; until the last, it is due. */
async function sweepThread(tx: Transaction, settings: RetentionSettings): Promise<boolean> {
  const due = await lockDueThread(tx, settings);
  if (!due) return false;
  if (isTemporary(due) && (await hasAsked(tx, due.id))) await makeOrdinary(tx, due.id);
  else if (await keepLatest(tx, due.id)) return true;
  else if (due.strategy === 'delete') await removeThread(tx, due.id);
  else await tx.$executeRaw`UPDATE threads SET swept_at = clock_timestamp() WHERE id = ${due.id}::uuid`;
  return true;
}

function isTemporary({ ttlMinutes }: DueThread): boolean {
  return ttlMinutes === 0;
}

async function hasAsked(tx: Transaction, threadId: string): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ asked: boolean }[]>`
    SELECT EXISTS (SELECT 1 FROM interrupts WHERE thread_id = ${threadId}::uuid) AS asked`;
  return row?.asked ?? false;
}

/** The thread of a stateless run that asked somebody something is more than that run: people look for it again. */
async function makeOrdinary(tx: Transaction, threadId: string): Promise<void> {
  await tx.$executeRaw`UPDATE threads SET retention = NULL, ttl_minutes = NULL WHERE id = ${threadId}::uuid`;
}

async function msUntilDue({ db }: Holdpoint, settings: RetentionSettings): Promise<number | null> {
  const { eventsMinutes } = settings;
  const times = await Promise.all([
    msUntilThreadDue(db.sql, settings),
    eventsMinutes === null ? null : msUntilEventsDue(db.sql, eventsMinutes),
  ]);
  const known = times.filter((ms) => ms !== null);
  return known.length > 0 ? Math.min(...known) : null;
}
