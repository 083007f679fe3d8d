import { v4 } from 'uuid';
import { describe, expect, it } from 'vitest';
import { testApi } from '#lib/testing/test-api';
import { asks, twoSteps } from '#lib/testing/test-graphs';

const { call, newThread, hp } = await testApi({ steps: twoSteps(), asks: asks({ value: 'What is your age?' }) });

describe('creating a run', () => {
  it('answers at once with a pending run and says where it is', async () => {
    const threadId = await newThread();

    const response = await call('POST', `/threads/${threadId}/runs`, {
      assistant_id: 'steps',
      input: { say: 'hi' },
      metadata: { from: 'test' },
      config: { tags: ['t'], configurable: { pace: 0 } },
      some_future_key: true,
    });

    const run = await response.json();
    expect(run).toMatchObject({
      thread_id: threadId,
      status: 'pending',
      stop_reason: null,
      multitask_strategy: 'enqueue',
      metadata: { from: 'test' },
      kwargs: { input: { say: 'hi' }, config: { tags: ['t'], configurable: { pace: 0 } }, stream_mode: ['values'] },
    });
    expect(response.headers.get('content-location')).toBe(`/threads/${threadId}/runs/${run.run_id}`);
    expect(await (await call('GET', `/threads/${threadId}/runs/${run.run_id}/join`)).json()).toMatchObject({
      log: ['first hi', 'second hi'],
    });
    expect(await (await call('GET', `/threads/${threadId}/runs/${run.run_id}`)).json()).toMatchObject({
      status: 'success',
      stop_reason: 'done',
    });
  });

  it('makes an unknown thread only when it may', async () => {
    const threadId = v4();
    const body = { assistant_id: 'steps', input: { say: 'new' } };

    const refused = await call('POST', `/threads/${threadId}/runs/wait`, body);
    const made = await call('POST', `/threads/${threadId}/runs/wait`, { ...body, if_not_exists: 'create' });

    expect(refused.status).toBe(404);
    expect(await refused.json()).toMatchObject({ detail: `Thread with ID ${threadId} not found` });
    expect(await made.json()).toMatchObject({ log: ['first new', 'second new'] });
  });

  it.each([
    [
      { assistant_id: 'steps', multitask_strategy: 'replace' },
      'multitask_strategy must be one of reject, enqueue, interrupt, rollback',
    ],
    [{ input: {} }, 'assistant_id is required'],
    [{ assistant_id: 'steps', stream_mode: 'everything' }, 'stream_mode must be one or several of values'],
    [{ assistant_id: 'steps', metadata: [] }, 'metadata must be an object'],
    [{ assistant_id: 'steps', after_seconds: -1 }, 'after_seconds must not be negative'],
    [{ assistant_id: 'steps', command: { goto: 5 } }, 'command.goto must be a node name'],
    [[], 'The body must be an object'],
  ])('refuses %j and says why', async (body, reason) => {
    const threadId = await newThread();

    const response = await call('POST', `/threads/${threadId}/runs`, body);

    expect(response.status).toBe(422);
    const { detail, code, errors } = await response.json();
    expect({ detail, code }).toEqual({ detail: expect.stringContaining(reason), code: 'invalid_request' });
    expect(errors).toHaveLength(1);
    expect(await hp.db.prisma.run.count({ where: { threadId } })).toBe(0);
  });

  it('names the graphs it has when the assistant is unknown', async () => {
    const threadId = await newThread();

    const response = await call('POST', `/threads/${threadId}/runs`, { assistant_id: 'nobody', input: {} });

    expect(response.status).toBe(404);
    expect((await response.json()).detail).toMatch(/No assistant found for "nobody".*steps/);
  });

  it('starts from an earlier checkpoint', async () => {
    const threadId = await newThread();
    await call('POST', `/threads/${threadId}/runs/wait`, { assistant_id: 'steps', input: { say: 'one' } }).then((r) =>
      r.text(),
    );
    const history = await (await call('POST', `/threads/${threadId}/history`, {})).json();
    const beforeSecond = history.find((state: { next: string[] }) => state.next[0] === 'second');

    const values = await call('POST', `/threads/${threadId}/runs/wait`, {
      assistant_id: 'steps',
      input: null,
      checkpoint: beforeSecond.checkpoint,
    });

    expect(await values.json()).toMatchObject({ log: ['first one', 'second one'] });
    const [head, fork] = await (await call('POST', `/threads/${threadId}/history`, {})).json();
    expect(head.parent_checkpoint).toEqual(fork.checkpoint);
    expect(fork.metadata.source).toBe('fork');
  });

  it('takes a 5 MB input', async () => {
    const threadId = await newThread();
    const say = 'x'.repeat(5 * 1024 * 1024);

    const response = await call('POST', `/threads/${threadId}/runs/wait`, { assistant_id: 'steps', input: { say } });

    expect((await response.json()).say).toHaveLength(say.length);
  });

  it('pauses before a node that is named', async () => {
    const threadId = await newThread();
    const body = { assistant_id: 'steps', input: { say: 'stop' }, interrupt_before: ['second'] };

    const paused = await (await call('POST', `/threads/${threadId}/runs/wait`, body)).json();
    const thread = await (await call('GET', `/threads/${threadId}`)).json();
    const done = await (await call('POST', `/threads/${threadId}/runs/wait`, { assistant_id: 'steps' })).json();

    expect(paused).toMatchObject({ log: ['first stop'], __interrupt__: [] });
    expect(thread).toMatchObject({ status: 'interrupted', interrupts: {} });
    expect(done.log).toEqual(['first stop', 'second stop']);
  });

  it('waits until its time has come', async () => {
    const threadId = await newThread();

    const run = await (
      await call('POST', `/threads/${threadId}/runs`, {
        assistant_id: 'steps',
        input: { say: 'later' },
        after_seconds: 3600,
      })
    ).json();

    const refused = await call('POST', `/threads/${threadId}/runs`, {
      assistant_id: 'steps',
      multitask_strategy: 'reject',
    });
    expect(refused.status).toBe(409);
    expect(await (await call('GET', `/threads/${threadId}`)).json()).toMatchObject({ status: 'busy' });
    expect((await call('POST', `/threads/${threadId}/runs/${run.run_id}/cancel?wait=1`)).status).toBe(204);
  });
});

describe('listing runs', () => {
  it('lists the last received first, in pages, by status, with chosen fields', async () => {
    const threadId = await newThread();
    const ids: string[] = [];
    for (const say of ['a', 'b', 'c']) {
      const run = await (
        await call('POST', `/threads/${threadId}/runs`, { assistant_id: 'steps', input: { say } })
      ).json();
      ids.unshift(run.run_id);
    }
    await (await call('GET', `/threads/${threadId}/runs/${ids[0]}/join`)).text();
    const list = async (query: string) => (await call('GET', `/threads/${threadId}/runs${query}`)).json();

    expect((await list('')).map((run: { run_id: string }) => run.run_id)).toEqual(ids);
    expect(await list('?limit=1&offset=2&select=["run_id"]')).toEqual([{ run_id: ids[2] }]);
    expect(await list('?limit=1&select=run_id&select=status')).toEqual([{ run_id: ids[0], status: 'success' }]);
    expect(await list('?status=pending')).toEqual([]);
    expect((await call('GET', `/threads/${threadId}/runs?status=lost`)).status).toBe(422);
  });
});

describe('stateless runs', () => {
  it('run on a thread of their own, which is deleted afterwards', async () => {
    const response = await call('POST', '/runs/wait', { assistant_id: 'steps', input: { say: 'alone' } });

    expect(await response.json()).toMatchObject({ log: ['first alone', 'second alone'] });
    const leftOver = () => hp.db.prisma.run.count({ where: { input: { path: ['say'], equals: 'alone' } } });
    await expect.poll(leftOver).toBe(0);
  });

  it('that nobody waits for are still there for who joins them after their end', async () => {
    const start = (path: string, body: unknown) => call('POST', path, body).then((response) => response.json());
    const alone = await start('/runs', { assistant_id: 'steps', input: { say: 'later' } });
    const [inBatch] = await start('/runs/batch', [{ assistant_id: 'steps', input: { say: 'later' } }]);
    for (const { run_id } of [alone, inBatch]) await (await call('GET', `/runs/${run_id}/join`)).text();
    // One whose thread goes with it, and goes last.
    await start('/runs/wait', { assistant_id: 'steps', input: { say: 'gone' } });
    const leftOver = () => hp.db.prisma.run.count({ where: { input: { path: ['say'], equals: 'gone' } } });
    await expect.poll(leftOver).toBe(0);

    for (const { run_id } of [alone, inBatch]) {
      const joined = await call('GET', `/runs/${run_id}/join`);
      expect(await joined.json()).toMatchObject({ log: ['first later', 'second later'] });
    }
  });

  it('keep their thread when asked to', async () => {
    const run = await (
      await call('POST', '/runs', { assistant_id: 'steps', input: { say: 'kept' }, on_completion: 'keep' })
    ).json();
    await (await call('GET', `/runs/${run.run_id}/join`)).text();

    const thread = await call('GET', `/threads/${run.thread_id}`);

    expect(await thread.json()).toMatchObject({ values: { say: 'kept' } });
  });

  it('keep their thread while their question waits', async () => {
    const paused = await (await call('POST', '/runs/wait', { assistant_id: 'asks', input: { say: 'x' } })).json();

    const question = await hp.db.prisma.interrupt.findUnique({ where: { id: paused.__interrupt__[0].id } });

    expect(question?.outcome).toBe('pending');
  });

  it('start in batches, with options as the SDK spells them', async () => {
    const response = await call('POST', '/runs/batch', [
      { assistant_id: 'steps', input: { say: 'b1' }, onCompletion: 'keep' },
      { assistant_id: 'steps', input: { say: 'b2' }, multitaskStrategy: 'reject' },
    ]);

    expect(await response.json()).toMatchObject([
      { kwargs: { on_completion: 'keep' }, multitask_strategy: 'enqueue' },
      { multitask_strategy: 'reject' },
    ]);
    expect((await call('POST', '/runs/batch', [])).status).toBe(422);
  });
});
