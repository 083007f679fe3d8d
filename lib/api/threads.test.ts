import { v4 } from 'uuid';
import { describe, expect, it } from 'vitest';
import { Gate } from '#lib/testing/gate';
import { testApi } from '#lib/testing/test-api';
import { asks, twoSteps } from '#lib/testing/test-graphs';

const gates: Record<string, Gate> = {};
const { call, newThread, finish, hp } = await testApi({
  steps: twoSteps(gates),
  asks: asks({ value: 'What is your age?' }),
});

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
    const other = await call('PATCH', `/threads/${threadId}`, { metadata: {} }, { prefer: 'return=representation' });
    expect(await other.json()).toMatchObject({ thread_id: threadId });
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
    expect(asked.__interrupt__?.[0]?.id).not.toBe(open?.id);
    expect(await answered.json()).toMatchObject({ log: ['25'] });
    expect(original.status).toBe('interrupted');
  });
});
