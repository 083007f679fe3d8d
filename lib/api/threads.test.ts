import { v4 } from 'uuid';
import { describe, expect, it } from 'vitest';
import { Gate } from '#lib/testing/gate';
import { testApi } from '#lib/testing/test-api';
import { asks, twoSteps } from '#lib/testing/test-graphs';

const gates: Record<string, Gate> = {};
const { call, hp } = await testApi({ steps: twoSteps(gates), asks: asks({ value: 'What is your age?' }) });

async function newThread(metadata: Record<string, unknown> = {}): Promise<string> {
  const response = await call('POST', '/threads', { metadata });
  return (await response.json()).thread_id;
}

async function finish(threadId: string, graphId: string, input: unknown) {
  const response = await call('POST', `/threads/${threadId}/runs/wait`, { assistant_id: graphId, input });
  return response.json();
}

describe('creating a thread', () => {
  it('answers with an idle thread without values', async () => {
    const response = await call('POST', '/threads', {});

    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ status: 'idle', metadata: {}, values: null, interrupts: {} });
  });

  it('takes an empty body', async () => {
    const response = await call('POST', '/threads');

    expect(response.status).toBe(200);
  });

  it('refuses an id that is taken, unless it is told to do nothing', async () => {
    const threadId = v4();
    await call('POST', '/threads', { thread_id: threadId, metadata: { first: true } });

    const refused = await call('POST', '/threads', { thread_id: threadId });
    const taken = await call('POST', '/threads', {
      thread_id: threadId,
      if_exists: 'do_nothing',
      metadata: { first: false },
    });

    expect(refused.status).toBe(409);
    expect(await refused.json()).toMatchObject({ code: 'thread_exists' });
    expect(await taken.json()).toMatchObject({ thread_id: threadId, metadata: { first: true } });
  });

  it('refuses metadata that cannot be searched', async () => {
    const response = await call('POST', '/threads', { metadata: { key: 'a\u0000b' } });

    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({ code: 'unsupported_value' });
  });

  it('replays supersteps, and makes no thread when one of them fails', async () => {
    const [threadId, failing] = [v4(), v4()];
    const superstep = (asNode: string) => ({ updates: [{ values: { log: [asNode] }, as_node: asNode }] });

    const response = await call('POST', '/threads', {
      thread_id: threadId,
      metadata: { graph_id: 'steps' },
      supersteps: [superstep('first'), superstep('second')],
    });
    const failed = await call('POST', '/threads', {
      thread_id: failing,
      metadata: { graph_id: 'steps' },
      supersteps: [superstep('first'), superstep('nobody')],
    });

    expect(await response.json()).toMatchObject({ values: { log: ['first', 'second'] } });
    expect(failed.status).toBe(422);
    expect((await call('GET', `/threads/${failing}`)).status).toBe(404);
  });
});

describe('reading and changing a thread', () => {
  it('has the values of its head', async () => {
    const threadId = await newThread();
    await finish(threadId, 'steps', { say: 'hello' });

    const response = await call('GET', `/threads/${threadId}`);

    expect(await response.json()).toMatchObject({
      status: 'idle',
      values: { log: ['first hello', 'second hello'], say: 'hello' },
      metadata: { graph_id: 'steps' },
    });
  });

  it('lists its open questions by task', async () => {
    const threadId = await newThread();
    await finish(threadId, 'asks', { say: 'x' });

    const thread = await (await call('GET', `/threads/${threadId}`)).json();

    const [questions] = Object.values(thread.interrupts);
    expect(thread.status).toBe('interrupted');
    expect(questions).toMatchObject([{ value: 'What is your age?', resumable: true, when: 'during' }]);
  });

  it('merges metadata, and answers without a body when asked to', async () => {
    const threadId = await newThread({ a: 1, b: 1 });

    const patched = await call('PATCH', `/threads/${threadId}`, { metadata: { b: 2, c: 3 } });
    const minimal = await call('PATCH', `/threads/${threadId}`, { metadata: {} }, { prefer: 'return=minimal' });

    expect(await patched.json()).toMatchObject({ metadata: { a: 1, b: 2, c: 3 } });
    expect(minimal.status).toBe(204);
  });

  it.each([
    ['GET', ''],
    ['PATCH', ''],
    ['DELETE', ''],
    ['GET', '/state'],
    ['GET', '/runs'],
    ['POST', '/history'],
    ['POST', '/copy'],
  ])('answers 404 to %s of an unknown thread%s', async (method, path) => {
    const threadId = v4();

    const response = await call(method, `/threads/${threadId}${path}`, method === 'GET' ? undefined : {});

    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({
      detail: `Thread with ID ${threadId} not found`,
      code: 'thread_not_found',
    });
  });

  it('refuses an id that is not a UUID', async () => {
    const response = await call('GET', '/threads/not-a-uuid');

    expect(response.status).toBe(422);
    expect((await response.json()).detail).toContain('must be a UUID');
  });
});

describe('deleting a thread', () => {
  it('stops the run that is executed', async () => {
    gates.deleted = new Gate();
    const threadId = await newThread();
    const { run_id } = await (
      await call('POST', `/threads/${threadId}/runs`, { assistant_id: 'steps', input: { say: 'deleted' } })
    ).json();
    const joined = call('GET', `/threads/${threadId}/runs/${run_id}/join`).then((response) => response.json());
    await gates.deleted.reached;

    const response = await call('DELETE', `/threads/${threadId}`);

    expect(response.status).toBe(204);
    expect(await joined).toMatchObject({ __error__: { error: 'RunRolledBack' } });
    expect(await hp.db.prisma.checkpoint.count({ where: { threadId } })).toBe(0);
  });
});

describe('pruning threads', () => {
  it('deletes those that exist and counts them', async () => {
    const [a, b] = [await newThread(), await newThread()];

    const response = await call('POST', '/threads/prune', { thread_ids: [a, b, a, v4()] });
    const other = await call('POST', '/threads/prune', { thread_ids: [a], strategy: 'shorten' });

    expect(await response.json()).toEqual({ pruned_count: 2 });
    expect((await call('GET', `/threads/${a}`)).status).toBe(404);
    expect(other.status).toBe(422);
  });

  it('keeps the latest state alone where that is asked for', async () => {
    const threadId = await newThread();
    for (const n of [1, 2]) {
      const waiting = await call('POST', `/threads/${threadId}/runs/wait`, {
        assistant_id: 'steps',
        input: { say: `hi ${n}` },
      });
      await waiting.text();
    }
    const before = await (await call('GET', `/threads/${threadId}/state`)).json();

    const response = await call('POST', '/threads/prune', { thread_ids: [threadId, v4()], strategy: 'keep_latest' });

    expect(await response.json()).toEqual({ pruned_count: 1 });
    const after = await (await call('GET', `/threads/${threadId}/state`)).json();
    expect(after).toMatchObject({ values: before.values, checkpoint: before.checkpoint, parent_checkpoint: null });
    expect(await (await call('GET', `/threads/${threadId}/history`)).json()).toHaveLength(1);
  });
});

describe('the time to live of a thread', () => {
  it.each([
    [
      { ttl: 90, strategy: 'keep_latest' },
      { strategy: 'keep_latest', ttl_minutes: 90 },
    ],
    [{ ttl: 0.5 }, { strategy: 'delete', ttl_minutes: 0.5 }],
    [30, { strategy: 'delete', ttl_minutes: 30 }],
    [{ strategy: 'keep' }, { strategy: 'keep' }],
    [null, undefined],
  ])('is given as %j, when the thread is made or later', async (ttl, expected) => {
    const made = await (await call('POST', '/threads', { ttl })).json();
    const plain = await (await call('POST', '/threads', { ttl: 5 })).json();

    const changed = await (await call('PATCH', `/threads/${plain.thread_id}`, { ttl })).json();
    const untouched = await (await call('PATCH', `/threads/${made.thread_id}`, { metadata: { a: 1 } })).json();

    for (const thread of [made, changed, untouched]) {
      if (expected === undefined) expect(thread).not.toHaveProperty('ttl');
      else expect(thread.ttl).toMatchObject(expected);
    }
  });

  it.each([0, -1, 'soon', { ttl: 5, strategy: 'shrink' }, { strategy: 'delete' }, {}])(
    'is refused as %j',
    async (ttl) => {
      const response = await call('POST', '/threads', { ttl });

      expect(response.status).toBe(422);
      expect((await response.json()).detail).toContain('ttl');
    },
  );
});

describe('searching threads', () => {
  const mark = v4();

  it('filters by metadata, status, ids and values, sorts and counts', async () => {
    const [a, b, c] = [
      await newThread({ mark, n: 1 }),
      await newThread({ mark, n: 2 }),
      await newThread({ mark, n: 3 }),
    ];
    await finish(b, 'steps', { say: 'searched' });
    await finish(c, 'asks', { say: 'asked' });
    const ids = async (search: Record<string, unknown>) => {
      const rows = await (await call('POST', '/threads/search', { metadata: { mark }, ...search })).json();
      return rows.map((row: { thread_id: string }) => row.thread_id);
    };

    expect(await ids({})).toEqual([c, b, a]);
    expect(await ids({ sort_by: 'created_at', sort_order: 'asc' })).toEqual([a, b, c]);
    expect(await ids({ metadata: { mark, n: 2 } })).toEqual([b]);
    expect(await ids({ status: 'interrupted' })).toEqual([c]);
    expect(await ids({ ids: [a, c] })).toEqual([c, a]);
    expect(await ids({ values: { say: 'searched' } })).toEqual([b]);
    expect(await ids({ values: { log: ['second searched'] } })).toEqual([b]);
    expect(await ids({ values: { log: 'second searched' } })).toEqual([]);
    expect(await (await call('POST', '/threads/count', { metadata: { mark }, status: 'idle' })).json()).toBe(2);
  });

  it('finds threads beside one whose values jsonb cannot hold', async () => {
    const metadata = { mark: v4() };
    const [odd, plain] = [await newThread(metadata), await newThread(metadata)];
    await finish(odd, 'steps', { say: 'nul \u0000 and half \ud800' });
    await finish(plain, 'steps', { say: String.raw`a backslash: \u0000` });

    const found = await call('POST', '/threads/search', { metadata, values: { say: String.raw`a backslash: \u0000` } });

    expect(await found.json()).toMatchObject([{ thread_id: plain }]);
    expect((await (await call('GET', `/threads/${odd}`)).json()).values.say).toBe('nul \u0000 and half \ud800');
  });

  it('answers with threads as they are when read alone, found by a filter or not', async () => {
    const threadId = await newThread({ kind: 'asking', n: 1.5 });
    await finish(threadId, 'asks', { say: 'ü "quoted" \\ \n' });
    await call('PATCH', `/threads/${threadId}`, { ttl: 90 });

    const alone = await (await call('GET', `/threads/${threadId}`)).json();
    const [newest] = await (await call('POST', '/threads/search', { limit: 1 })).json();
    const [found] = await (await call('POST', '/threads/search', { ids: [threadId] })).json();

    expect(alone).toMatchObject({ metadata: { n: 1.5 }, values: { say: 'ü "quoted" \\ \n' }, error: null });
    expect(alone.created_at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    expect(alone.ttl.expires_at).toBe(new Date(Date.parse(alone.updated_at) + 90 * 60_000).toISOString());
    expect(newest).toEqual(alone);
    expect(found).toEqual(alone);
  });

  it('says how many there are and where the next page begins', async () => {
    const metadata = { mark: v4() };
    for (let n = 0; n < 3; n++) await newThread(metadata);

    const first = await call('POST', '/threads/search', { metadata, limit: 2 });
    const last = await call('POST', '/threads/search', { metadata, limit: 2, offset: 2 });
    const beyond = await call('POST', '/threads/search', { metadata, limit: 2, offset: 10 });

    const pages = [first, last, beyond].map(({ headers }) => [
      headers.get('x-pagination-total'),
      headers.get('x-pagination-next'),
    ]);
    expect(pages).toEqual([
      ['3', '2'],
      ['3', null],
      ['3', null],
    ]);
    expect(await last.json()).toHaveLength(1);
  });

  it('answers with the fields that were asked for', async () => {
    const threadId = await newThread();

    const response = await call('POST', '/threads/search', { ids: [threadId], select: ['thread_id', 'status'] });

    expect(await response.json()).toEqual([{ thread_id: threadId, status: 'idle' }]);
  });

  it.each([{ limit: 0 }, { limit: 1001 }, { offset: -1 }, { status: 'asleep' }, { ids: ['x'] }, { sort_by: 'mood' }])(
    'refuses %j',
    async (search) => {
      const response = await call('POST', '/threads/search', search);

      expect(response.status).toBe(422);
      expect(await response.json()).toMatchObject({
        code: 'invalid_request',
        errors: [{ path: [Object.keys(search)[0], ...(search.ids ? [0] : [])] }],
      });
    },
  );
});

describe('copying a thread', () => {
  it('takes the state and its history along, and leaves the runs', async () => {
    const threadId = await newThread({ kind: 'original' });
    await finish(threadId, 'steps', { say: 'copied' });

    const copy = await (await call('POST', `/threads/${threadId}/copy`)).json();
    const more = await finish(copy.thread_id, 'steps', { say: 'more' });

    expect(copy).toMatchObject({ status: 'idle', metadata: { kind: 'original', thread_id: copy.thread_id } });
    expect(copy.thread_id).not.toBe(threadId);
    expect(more.log).toEqual(['first copied', 'second copied', 'first more', 'second more']);
    expect((await (await call('GET', `/threads/${threadId}`)).json()).values.log).toHaveLength(2);
  });

  it('does not share an open question with the original: the copy asks anew', async () => {
    const threadId = await newThread();
    await finish(threadId, 'asks', { say: 'x' });

    const copy = await (await call('POST', `/threads/${threadId}/copy`)).json();
    const asked = await finish(copy.thread_id, 'asks', null);
    const answered = await call('POST', `/threads/${copy.thread_id}/runs/wait`, {
      assistant_id: 'asks',
      command: { resume: 25 },
    });

    const original = await (await call('GET', `/threads/${threadId}`)).json();
    const [open] = Object.values<{ id: string }[]>(original.interrupts).flat();
    expect(copy).toMatchObject({ status: 'idle', interrupts: {} });
    expect(asked.__interrupt__).toMatchObject([{ value: 'What is your age?' }]);
    expect(asked.__interrupt__[0].id).not.toBe(open?.id);
    expect(await answered.json()).toMatchObject({ log: ['25'] });
    expect(original.status).toBe('interrupted');
  });
});
