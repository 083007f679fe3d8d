import { setTimeout as sleep } from 'node:timers/promises';
import { isTrouble } from './database-trouble';

const FIRST_WAIT_MS = 50;
const LAST_WAIT_MS = 2_000;

/**
 * Asks again, ever more slowly, while the database is in trouble. For work that may be done twice with the same outcome, since
 * a lost connection does not say whether it was done.
 * @throws the signal's reason when it is aborted meanwhile; any error that is not the database's trouble
 */
export async function patiently<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
  for (let waitMs = FIRST_WAIT_MS; ; waitMs = Math.min(waitMs * 2, LAST_WAIT_MS)) {
    try {
      return await work();
    } catch (error) {
      if (!isTrouble(error)) throw error;
    }
    await sleep(waitMs * (0.5 + Math.random() / 2), undefined, { signal }).catch(() => undefined);
    signal?.throwIfAborted();
  }
}
