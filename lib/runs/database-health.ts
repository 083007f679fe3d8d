import { setTimeout as sleep } from 'node:timers/promises';
import { v4 } from 'uuid';
import type { Database } from '#lib/store/database';
import { describeTrouble } from '#lib/store/database-trouble';
import { notify } from '#lib/store/notify';
import { tryToStore } from '#lib/store/try-to-store';

/** Whether the database takes a statement now, over the connections that everything else uses. Never throws. */
export function answers(db: Database, withinMs: number): Promise<boolean> {
  return inTime(db.prisma.$queryRaw`SELECT 1`, withinMs);
}

/**
 * What keeps the database from taking any more, in words; null: nothing. A database in which nothing can be stored may well answer.
 * Never throws.
 */
export async function troubleStoring(db: Database, withinMs: number): Promise<string | null> {
  let trouble: string | null = null;
  const tried = tryToStore(db.sql).catch((error: unknown) => {
    trouble = describeTrouble(error);
  });
  return (await inTime(tried, withinMs)) ? trouble : 'Storing takes too long.';
}

/** Whether a notification that this process sends comes back to it: the connection that listens may die without a word. Never throws. */
export async function hearsItself(db: Database, withinMs: number): Promise<boolean> {
  const p = v4();
  let unsubscribe = () => {};
  const heard = new Promise<void>((resolve) => {
    unsubscribe = db.hub.subscribe((notification) => {
      if (notification.k === 'ping' && notification.p === p) resolve();
    });
  });
  try {
    return await inTime(
      notify(db.prisma, { k: 'ping', p }).then(() => heard),
      withinMs,
    );
  } finally {
    unsubscribe();
  }
}

async function inTime(work: Promise<unknown>, ms: number): Promise<boolean> {
  const isOver = new AbortController();
  const tooLate = sleep(ms, false, { signal: isOver.signal, ref: false }).catch(() => false);
  const done = work.then(
    () => true,
    () => false,
  );
  return Promise.race([done, tooLate]).finally(() => isOver.abort());
}
