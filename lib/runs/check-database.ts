import { setTimeout as sleep } from 'node:timers/promises';
import { v4 } from 'uuid';
import type { Database } from '#lib/store/database';
import { notify } from '#lib/store/notify';

export interface DatabaseHealth {
  /** Whether it took a statement in time. */
  answers: boolean;
  /** Whether a notification that this process sent came back to it in time: a LISTEN may die and not say so. */
  listens: boolean;
}

/** Asks the database now, over the connections that everything else uses. Never takes longer than `timeoutMs`, never throws. */
export async function checkDatabase(db: Database, timeoutMs: number): Promise<DatabaseHealth> {
  const p = v4();
  let unsubscribe = () => {};
  const heard = new Promise<true>((resolve) => {
    unsubscribe = db.hub.subscribe((notification) => {
      if (notification.k === 'ping' && notification.p === p) resolve(true);
    });
  });
  const sent = notify(db.prisma, { k: 'ping', p }).then(
    () => true,
    () => false,
  );
  const isOver = new AbortController();
  const tooLate = sleep(timeoutMs, false as const, { signal: isOver.signal, ref: false }).catch(() => false as const);
  try {
    const answers = await Promise.race([sent, tooLate]);
    const listens = answers && (await Promise.race([heard, tooLate]));
    return { answers, listens };
  } finally {
    unsubscribe();
    isOver.abort();
  }
}
