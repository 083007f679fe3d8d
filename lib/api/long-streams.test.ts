import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, describe, expect, it } from 'vitest';
import { Annotation, START, StateGraph } from '#lib/engine';
import { waitForRun } from '#lib/runs/events';
import { Gate } from '#lib/testing/gate';
import { serveHttp } from '#lib/testing/serve-http';
import { testApi } from '#lib/testing/test-api';
import { twoSteps } from '#lib/testing/test-graphs';

const MEGABYTE = 1024 * 1024;
const gates: Record<string, Gate> = {};
const Empty = Annotation.Root({ said: Annotation<number> });

/** Emits forty megabytes, half of one at a time, that compress to next to nothing. */
const floods = new StateGraph(Empty)
  .addNode('flood', async (_state, config) => {
    for (let n = 0; n < 80; n++) {
      config.writer?.({ n, text: 'x'.repeat(MEGABYTE / 2) });
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    return { said: 80 };
  })
  .addEdge(START, 'flood')
  .compile();

const { call, newThread, fetch: handle, hp } = await testApi({ steps: twoSteps(gates), floods });
const server = await serveHttp(handle);
afterAll(() => server.close());

/** Over a connection of its own, as a client has it. */
function post(path: string, body: object, signal?: AbortSignal): Promise<Response> {
  const headers = { 'content-type': 'application/json' };
  return fetch(`${server.url}/api${path}`, { method: 'POST', headers, body: JSON.stringify(body), signal });
}

/** Held by this process after a collection, in JavaScript's heap and outside of it. What is found to be garbage goes a bit later. */
async function heldBytes(): Promise<number> {
  setFlagsFromString('--expose-gc');
  for (let times = 0; times < 3; times++) {
    runInNewContext('gc')();
    await new Promise(setImmediate);
  }
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** A run at its gate, on a thread of its own, and the response to the request that started it. */
async function started(
  word: string,
  { how = 'stream', ...body }: { how?: string; [field: string]: unknown },
  signal?: AbortSignal,
) {
  const gate = new Gate();
  gates[word] = gate;
  const threadId = await newThread();
  const response = await post(
    `/threads/${threadId}/runs/${how}`,
    { assistant_id: 'steps', input: { say: word }, ...body },
    signal,
  );
  await gate.reached;
  const [run] = await (await call('GET', `/threads/${threadId}/runs`)).json();
  return { runId: run.run_id as string, path: `/threads/${threadId}/runs/${run.run_id}`, response, gate };
}

describe('a client whose connection is gone', () => {
  it.each(['stream', 'wait'])('takes its run along if it asked for that (%s)', async (how) => {
    const client = new AbortController();
    const { runId } = await started(`left ${how}`, { how, on_disconnect: 'cancel' }, client.signal);

    client.abort();

    expect(await waitForRun(hp.db, { runId })).toMatchObject({ status: 'interrupted', stopReason: 'cancelled' });
  });

  it.each(['stream', 'wait'])('leaves its run behind otherwise (%s)', async (how) => {
    const client = new AbortController();
    const { runId, gate, response } = await started(`kept ${how}`, { how }, client.signal);
    const cut = response.text().catch(() => 'cut');

    client.abort();
    expect(await cut).toBe('cut');
    gate.open();

    expect(await waitForRun(hp.db, { runId })).toMatchObject({ status: 'success' });
  });
});

describe('thirty streams and thirty requests that wait, with five connections to the database', () => {
  it('are all answered in the end, and hold up nobody meanwhile', async () => {
    const { path, gate } = await started('crowded', {});
    const open = (what: string) => Array.from({ length: 30 }, () => fetch(`${server.url}/api${path}/${what}`));
    const streams = await Promise.all(open('stream'));
    const waits = await Promise.all(open('join'));

    const other = await post(`/threads/${await newThread()}/runs/wait`, {
      assistant_id: 'steps',
      input: { say: 'other' },
    });
    expect(await other.json()).toMatchObject({ log: ['first other', 'second other'] });
    gate.open();

    for (const stream of streams) expect(await stream.text()).toContain('"status":"success"');
    for (const wait of waits) expect(await wait.json()).toMatchObject({ log: ['first crowded', 'second crowded'] });
  });
});

describe('clients that stop reading', () => {
  it('cost a bounded amount of memory each, live or late, and still get everything later', async () => {
    const threadId = await newThread();
    const body = { assistant_id: 'floods', input: { said: 0 }, stream_mode: 'custom' };
    const before = await heldBytes();
    const live = await post(`/threads/${threadId}/runs/stream`, body);
    const [run] = await (await call('GET', `/threads/${threadId}/runs`)).json();
    const path = `/threads/${threadId}/runs/${run.run_id}`;
    await (await call('GET', `${path}/join`)).text();
    const headers = { 'last-event-id': '-1' };
    const late = [1, 2, 3].map(() => fetch(`${server.url}/api${path}/stream`, { headers }));
    const clients = [live, ...(await Promise.all(late))].map((response) => response.body?.getReader());
    await Promise.all(clients.map((client) => readMegabytes(client, 1)));

    const held = (await heldBytes()) - before;

    expect(held).toBeLessThan(clients.length * 15 * MEGABYTE);
    for (const client of clients) expect(await readMegabytes(client, 1000)).toBeGreaterThan(38 * MEGABYTE);
  }, 60_000);
});

/** Reads so much, or to the end. @returns how many bytes that were */
async function readMegabytes(
  client: ReadableStreamDefaultReader<Uint8Array> | undefined,
  limit: number,
): Promise<number> {
  let bytes = 0;
  while (bytes < limit * MEGABYTE) {
    const part = await client?.read();
    if (!part?.value) break;
    bytes += part.value.length;
  }
  return bytes;
}
