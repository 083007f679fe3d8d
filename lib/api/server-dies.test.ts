import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApi } from '#lib/api/app';
import { waitForRun } from '#lib/runs/events';
import { Worker } from '#lib/runs/worker';
import { testDatabase } from '#lib/testing/database';
import { Gate } from '#lib/testing/gate';
import { testHoldpoint } from '#lib/testing/holdpoint';
import { serveHttp } from '#lib/testing/serve-http';
import { twoSteps } from '#lib/testing/test-graphs';

const gates: Record<string, Gate> = {};
const db = await testDatabase();

/** A process that serves the API on the common database; it executes nothing. */
async function appProcess() {
  const own = await db.another();
  const hp = await testHoldpoint(own, { steps: twoSteps(gates) });
  const server = await serveHttp(createApi(async () => hp).fetch);
  const die = async () => {
    await server.close();
    await own.close();
  };
  return { url: `${server.url}/api`, die };
}

let worker: Worker;

beforeAll(async () => {
  worker = new Worker(await testHoldpoint(db, { steps: twoSteps(gates) }));
  worker.start();
});

afterAll(() => worker.stop());

async function post(url: string, body: object, signal?: AbortSignal): Promise<Response> {
  const headers = { 'content-type': 'application/json' };
  return fetch(url, { method: 'POST', headers, body: JSON.stringify(body), signal });
}

/** A run that stands in its second node, served by a process that then dies in the middle of the response. */
async function cutOff(how: 'stream' | 'wait') {
  const gate = new Gate();
  gates[how] = gate;
  const [first, second] = await Promise.all([appProcess(), appProcess()]);
  afterAll(() => second.die());
  const { thread_id } = await (await post(`${first.url}/threads`, {})).json();
  const input = { assistant_id: 'steps', input: { say: how } };
  const response = await post(`${first.url}/threads/${thread_id}/runs/${how}`, input);
  const reader = response.body?.getReader();
  const seen = new TextDecoder().decode((await reader?.read())?.value);
  await gate.reached;
  await first.die();
  await expect(readToEnd(reader)).rejects.toThrow();
  gate.open();
  return { seen, at: (path: string) => `${second.url}${path}`, location: response.headers.get('location') ?? '' };
}

async function readToEnd(reader: ReadableStreamDefaultReader | undefined): Promise<void> {
  while (reader && !(await reader.read()).done);
}

describe('a run whose response is cut off', () => {
  it('is executed to its end, and its stream goes on at another server', async () => {
    const { seen, at, location } = await cutOff('stream');

    const lastSeen = /^id: (.*)$/m.exec(seen)?.[1] ?? '';
    const rest = await fetch(at(location), { headers: { 'last-event-id': lastSeen } }).then((again) => again.text());

    expect(seen).toContain('event: metadata');
    expect(rest).toContain('"log":["first stream","second stream"]');
    expect(rest).toContain('"status":"success"');
  });

  it('on a thread of its own is there for a client that comes back', async () => {
    const gate = new Gate();
    gates.alone = gate;
    const { url, die } = await appProcess();
    afterAll(die);
    const client = new AbortController();
    const { headers } = await post(
      `${url}/runs/stream`,
      { assistant_id: 'steps', input: { say: 'alone' } },
      client.signal,
    );
    const path = headers.get('content-location') ?? '';
    await gate.reached;

    client.abort();
    gate.open();
    await waitForRun(db, { runId: path.replace('/runs/', '') });
    const again = await fetch(`${url}${path}/stream`, { headers: { 'last-event-id': '-1' } });

    expect(await again.text()).toContain('"status":"success"');
    expect((await fetch(`${url}${path}/join`)).status).toBe(200);
  });

  it('is executed to its end, and another server has the result', async () => {
    const { at, location } = await cutOff('wait');

    const result = await fetch(at(location)).then((again) => again.json());

    expect(result).toMatchObject({ log: ['first wait', 'second wait'] });
  });
});

describe('the stream of a run that is taken over', () => {
  it('says so, and goes on', async () => {
    const gate = new Gate();
    gates.orphan = gate;
    const { url, die } = await appProcess();
    afterAll(die);
    const newThread = async () => (await (await post(`${url}/threads`, {})).json()).thread_id;
    const input = { assistant_id: 'steps', input: { say: 'orphan' } };
    const threadId = await newThread();
    const response = await post(`${url}/threads/${threadId}/runs/stream`, input);
    await gate.reached;

    const takenOver = async () => {
      // Again and again: its own worker renews the lease.
      await db.sql.$executeRaw`
        UPDATE runs SET due_at = now() - interval '1 second'
        WHERE thread_id = ${threadId}::uuid AND status = 'running' AND attempt = 1`;
      // What comes next makes workers look.
      await post(`${url}/threads/${await newThread()}/runs`, { assistant_id: 'steps', input: { say: 'other' } });
      return db.prisma.run.count({ where: { threadId, attempt: 2 } });
    };
    await expect.poll(takenOver).toBe(1);
    gate.open();

    const text = await response.text();
    const attempts = [...text.matchAll(/"attempt":(\d)/g)].map(([, attempt]) => attempt);
    expect(attempts).toEqual(['1', '2']);
    expect(text).toContain('"log":["first orphan","second orphan"]');
    expect(text).toContain('"status":"success"');
  });
});
