import { setTimeout as sleep } from 'node:timers/promises';
import { runSql } from '../run-sql';
import type { ChaosClient, ChaosThread } from './chaos-client';
import type { Fleet } from './fleet';
import { openQuestions } from './load';

const POLL_MS = 150;

export interface Settling {
  fleet: Fleet;
  client: ChaosClient;
  threads: ChaosThread[];
  url: string;
  /** Aborted when it has taken too long. */
  signal: AbortSignal;
}

/**
 * Answers what is still asked until nothing is left to do: no question, no run, nobody who waits for one.
 * @returns whether that came in time
 */
export async function settle({ fleet, client, threads, url, signal }: Settling): Promise<boolean> {
  const late = new Promise<'late'>((resolve) =>
    signal.addEventListener('abort', () => resolve('late'), { once: true }),
  );
  if ((await Promise.race([fleet.ready(), late])) === 'late') return false;
  for (;;) {
    const questions = await Promise.all(
      threads.map(async (thread) => ({ thread, ids: await openQuestions(client, thread) })),
    );
    const asked = questions.filter(({ ids }) => ids.length > 0);
    await Promise.all(asked.map(({ thread, ids: [id = ''] }) => client.answer(thread, id)));
    if (asked.length === 0 && (await countUnfinished(url)) === 0) break;
    if (signal.aborted) return false;
    await sleep(POLL_MS);
  }
  return (await Promise.race([client.followedToTheEnd(), late])) !== 'late';
}

async function countUnfinished(url: string): Promise<number> {
  const { rows } = await runSql(
    url,
    `SELECT (SELECT count(*) FROM runs WHERE status IN ('pending', 'running'))
      + (SELECT count(*) FROM interrupts WHERE outcome = 'pending') AS count`,
  );
  return Number(rows[0].count);
}
