import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '@langchain/langgraph-sdk';
import { expectEqual } from './expect-equal';
import { timed } from './measure';

const POLL_MS = 10;

export async function newThread(client: Client): Promise<string> {
  return (await client.threads.create()).thread_id;
}

/** Starts a run and waits for its end. @returns the state's values */
export async function runToEnd(
  client: Client,
  threadId: string,
  [graph, options]: [string, Parameters<Client['runs']['create']>[2]],
): Promise<Record<string, unknown>> {
  const run = await client.runs.create(threadId, graph, options);
  // The SDK types the values of a state as whatever the state may be.
  return (await client.runs.join(threadId, run.run_id)) as Record<string, unknown>;
}

/** A run on a new thread, from its creation until a client that waits for it knows that it is done. */
export async function createAndJoin(client: Client): Promise<number> {
  const threadId = await newThread(client);
  return timed(async () => {
    const { value } = await runToEnd(client, threadId, ['echo', { input: { value: 1 } }]);
    expectEqual('the value', value, 1);
  });
}

/** A run that asks, a look at its question, the answer, and the run that takes it to the end. */
export async function askAndAnswer(client: Client): Promise<number> {
  const threadId = await newThread(client);
  return timed(async () => {
    await runToEnd(client, threadId, ['ask', { input: { value: 1 } }]);
    const { tasks } = await client.threads.getState(threadId);
    const id = tasks[0]?.interrupts[0]?.id;
    if (!id) throw new Error('no question is pending');
    const { value } = await runToEnd(client, threadId, ['ask', { command: { resume: { [id]: 25 } } }]);
    expectEqual('the value', value, 25);
  });
}

/** Starts a run that pauses for `ms`, and waits until it does. @returns its id */
export async function startPausing(client: Client, threadId: string, ms: number): Promise<string> {
  const { run_id: runId } = await client.runs.create(threadId, 'pause', { input: { ms, value: 'first' } });
  while ((await client.runs.get(threadId, runId)).status !== 'running') await sleep(POLL_MS);
  // A run is called running before its node is reached.
  await sleep(POLL_MS * 5);
  return runId;
}
