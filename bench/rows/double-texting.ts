import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '@langchain/langgraph-sdk';
import { expectEqual } from '../expect-equal';
import { repeatedly, timed } from '../measure';
import { createAndJoin, newThread, runToEnd, startPausing } from '../operations';
import type { Row } from '../row';

/** Far longer than any measurement. */
const LONG_MS = 20_000;

export const doubleTexting: Row[] = [
  {
    name: '6 queued runs of 40 ms on one thread',
    unit: 'ms',
    better: 'less',
    ask: 280,
    rounds: 2,
    measure: ({ client }) => repeatedly(6, () => runQueue(client, 6)),
  },
  {
    name: 'interrupt of a running run -> the new run done',
    unit: 'ms',
    better: 'less',
    ask: 15,
    rounds: 2,
    measure: ({ client }) => repeatedly(16, () => interruptRunning(client)),
  },
  {
    name: 'a trivial run behind 20 queued runs of another thread',
    unit: 'ms',
    better: 'less',
    ask: 100,
    rounds: 1,
    measure: ({ client }) => repeatedly(3, () => runBehindOthers(client)),
  },
];

async function runQueue(client: Client, count: number): Promise<number> {
  const threadId = await newThread(client);
  const order = Array.from({ length: count }, (_, n) => n);
  const ms = await timed(async () => {
    const runs = [];
    for (const value of order) runs.push(await enqueue(client, threadId, { ms: 40, value }));
    await Promise.all(runs.map((run) => client.runs.join(threadId, run.run_id)));
  });
  const { values } = await client.threads.getState<{ log: unknown[] }>(threadId);
  expectEqual('the order', values.log, order);
  return ms;
}

async function interruptRunning(client: Client): Promise<number> {
  const threadId = await newThread(client);
  await startPausing(client, threadId, LONG_MS);
  const options = { input: { ms: 0, value: 'second' }, multitaskStrategy: 'interrupt' as const };
  return timed(async () => {
    const { log } = await runToEnd(client, threadId, ['pause', options]);
    expectEqual('the log', log, ['second']);
  });
}

async function runBehindOthers(client: Client): Promise<number> {
  const busy = await newThread(client);
  for (let value = 0; value < 20; value++) await enqueue(client, busy, { ms: 300, value });
  const ms = await createAndJoin(client);
  await client.threads.delete(busy);
  await sleep(400);
  return ms;
}

function enqueue(client: Client, threadId: string, input: { ms: number; value: number }) {
  return client.runs.create(threadId, 'pause', { input, multitaskStrategy: 'enqueue' });
}
