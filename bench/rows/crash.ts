import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '@langchain/langgraph-sdk';
import { timed } from '../measure';
import { newThread } from '../operations';
import type { Row } from '../row';

const RUNS = 32;
const GIVE_UP_MS = 45_000;
const POLL_MS = 100;

interface RunOfThread {
  threadId: string;
  runId: string;
}

export const crash: Row = {
  name: `kill -9 under ${RUNS} runs -> all of them done`,
  unit: 'ms',
  better: 'less',
  ask: 10_000,
  rounds: 1,
  async measure({ client, crash }) {
    const runs = await Promise.all(Array.from({ length: RUNS }, () => startRun(client)));
    await sleep(500);
    const value = await timed(async () => {
      await crash();
      await Promise.all(runs.map((run) => untilDone(client, run)));
    });
    return { value, samples: RUNS };
  },
};

/** One that takes about two seconds in twenty supersteps. */
async function startRun(client: Client): Promise<RunOfThread> {
  const threadId = await newThread(client);
  const { run_id: runId } = await client.runs.create(threadId, 'steps', { input: { left: 20, ms: 100 } });
  return { threadId, runId };
}

async function untilDone(client: Client, { threadId, runId }: RunOfThread): Promise<void> {
  const startedAt = performance.now();
  for (;;) {
    const { status } = await client.runs.get(threadId, runId);
    if (status === 'success') return;
    if (performance.now() - startedAt > GIVE_UP_MS) throw new Error(`a run is still ${status}`);
    await sleep(POLL_MS);
  }
}
