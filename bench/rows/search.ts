import type { Client } from '@langchain/langgraph-sdk';
import { expectEqual } from '../expect-equal';
import { timed, underLoad } from '../measure';
import type { Row } from '../row';

const THREADS = 10_000;
const LANES = 32;

export const search: Row = {
  name: 'newest 10 of 10,000 threads, 8 clients',
  unit: 'ms',
  better: 'less',
  ask: 5,
  rounds: 1,
  async measure({ client }) {
    await createThreads(client);
    return underLoad({ clients: 8, forMs: 3000, once: () => readNewest(client) });
  },
};

async function createThreads(client: Client): Promise<void> {
  let created = 0;
  const lane = async () => {
    while (created++ < THREADS) await client.threads.create({ metadata: { n: created } });
  };
  await Promise.all(Array.from({ length: LANES }, lane));
}

async function readNewest(client: Client): Promise<number> {
  return timed(async () => {
    const threads = await client.threads.search({ limit: 10 });
    expectEqual('the number of threads', threads.length, 10);
  });
}
