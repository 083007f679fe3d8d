import { setTimeout as sleep } from 'node:timers/promises';
import { runSql } from '../run-sql';
import type { ChaosClient, ChaosThread } from './chaos-client';
import type { Fleet } from './fleet';
import { openQuestions } from './load';

const POLL_MS = 150;

/** How long that took: until every run had come to its end, and until everybody who waited for one knew. */
export interface Settled {
  endedInMs: number;
  toldInMs: number;
}

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
 * @returns undefined when that did not come in time
 */
export async function settle({ fleet, client, threads, url, signal }: Settling): Promise<Settled | undefined> {
  const startedAt = Date.now();
  const late = new Promise<'late'>((resolve) =>
    signal.addEventListener('abort', () => resolve('late'), { once: true }),
  );
  if ((await Promise.race([fleet.ready(), late])) === 'late') return undefined;
  for (;;) {
    const questions = await Promise.all(
      threads.map(async (thread) => ({ thread, ids: await openQuestions(client, thread) })),
    );
    const asked = questions.filter(({ ids }) => ids.length > 0);
    await Promise.all(asked.map(({ thread, ids: [id = ''] }) => client.answer(thread, id)));
    if (asked.length === 0 && (await countUnfinished(url)) === 0) break;
    if (signal.aborted) return undefined;
    await sleep(POLL_MS);
  }
  const endedInMs = Date.now() - startedAt;
  if ((await Promise.race([client.followedToTheEnd(), late])) === 'late') return undefined;
  return { endedInMs, toldInMs: Date.now() - startedAt };
}

async function countUnfinished(url: string): Promise<number> {
  const { rows } = await runSql(
    url,
    `SELECT (SELECT count(*) FROM runs WHERE status IN ('pending', 'running'))
      + (SELECT count(*) FROM interrupts WHERE outcome = 'pending') AS count`,
  );
  return Number(rows[0].count);
}
