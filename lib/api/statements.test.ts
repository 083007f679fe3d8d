import { v4 } from 'uuid';
import { describe, expect, it } from 'vitest';
import { Gate } from '#lib/testing/gate';
import { statementsOf } from '#lib/testing/statements-of';
import { testApi } from '#lib/testing/test-api';
import { asks, twoSteps } from '#lib/testing/test-graphs';

const gates: Record<string, Gate> = {};
const { call, newThread } = await testApi({ steps: twoSteps(gates), asks: asks({ value: 'What is your age?' }) });

/** How many statements one request takes, to the last byte of its answer. */
async function countOf(...request: Parameters<typeof call>): Promise<number> {
  const statements = await statementsOf(async () => (await call(...request)).text());
  return statements.length;
}

async function newRun(threadId: string, assistantId: string, say: string): Promise<string> {
  const body = { assistant_id: assistantId, input: { say } };
  return (await (await call('POST', `/threads/${threadId}/runs`, body)).json()).run_id;
}

/** A thread whose run has ended. */
async function usedThread(graph: string) {
  const threadId = await newThread();
  const join = `/threads/${threadId}/runs/${await newRun(threadId, graph, 'x')}/join`;
  await (await call('GET', join)).text();
  return { threadId, join };
}

describe('statements of a request', () => {
  it('one creates a thread, and two find that it is there', async () => {
    const body = { thread_id: v4(), if_exists: 'do_nothing' };

    expect(await countOf('POST', '/threads', body)).toBe(1);
    expect(await countOf('POST', '/threads', body)).toBe(2);
  });

  it('two create a run on a thread where nothing waits', async () => {
    expect(await countOf('POST', `/threads/${await newThread()}/runs`, { assistant_id: 'steps', input: {} })).toBe(2);
  });

  it.each(['steps', 'asks'])('one joins a run of %s that has ended', async (graph) => {
    const { join } = await usedThread(graph);

    expect(await countOf('GET', join)).toBe(1);
    expect(await countOf('GET', join.replace(/^\/threads\/[^/]*/, ''))).toBe(1);
  });

  it('nothing joins a run that works here', async () => {
    gates.joined = new Gate();
    const threadId = await newThread();
    const runId = await newRun(threadId, 'steps', 'joined');
    await gates.joined.reached;

    const count = statementsOf(async () => {
      const response = await call('GET', `/threads/${threadId}/runs/${runId}/join`);
      gates.joined?.open();
      expect(await response.json()).toMatchObject({ say: 'joined' });
    });

    expect(await count).toEqual([]);
  });

  it('one reads a thread', async () => {
    const { threadId } = await usedThread('asks');

    expect(await countOf('GET', `/threads/${threadId}`)).toBe(1);
  });

  it.each(['steps', 'asks'])('two read the state of a thread of %s', async (graph) => {
    const { threadId } = await usedThread(graph);

    expect(await countOf('GET', `/threads/${threadId}/state`)).toBe(2);
  });

  it('one searches threads, by anything', async () => {
    const { threadId } = await usedThread('asks');
    await search({});

    // What the run changed may still be on its way.
    await expect.poll(() => search({ limit: 3 })).toEqual([expect.not.stringContaining('count(*)')]);
    expect(await search({ ids: [threadId], select: ['thread_id'] })).toHaveLength(1);
    expect(await search({ status: 'interrupted', values: { say: 'x' }, sort_by: 'updated_at' })).toHaveLength(1);
  });

  it('a search reads no more than it answers', async () => {
    const [all] = await search({});
    const [ids] = await search({ select: ['thread_id'] });

    expect(all).toContain('channel_values');
    expect(ids).not.toContain('channel_values');
    expect(ids).not.toContain('interrupts');
  });
});

function search(body: object): Promise<string[]> {
  return statementsOf(async () => (await call('POST', '/threads/search', body)).text());
}
