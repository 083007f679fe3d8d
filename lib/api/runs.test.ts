import { v4 } from 'uuid';
import { describe, expect, it } from 'vitest';
import { Gate } from '#lib/testing/gate';
import { testApi } from '#lib/testing/test-api';
import { asks, asksInParallel, throws, twoSteps } from '#lib/testing/test-graphs';

const gates: Record<string, Gate> = {};
const { call, hp } = await testApi({
  steps: twoSteps(gates),
  asks: asks({ value: 'What is your age?', responseSchema: { type: 'integer', minimum: 0 } }),
  parallel: asksInParallel(),
  throws: throws({ value: new TypeError('out of paper') }),
});

async function newThread(): Promise<string> {
  return (await (await call('POST', '/threads', {})).json()).thread_id;
}

/** A run that stands in its second node, with the first one committed. */
async function runningRun(word: string) {
  const gate = new Gate();
  gates[word] = gate;
  const threadId = await newThread();
  const run = await (
    await call('POST', `/threads/${threadId}/runs`, { assistant_id: 'steps', input: { say: word } })
  ).json();
  await gate.reached;
  return { threadId, run, gate };
}

async function askingThread(graph = 'asks') {
  const threadId = await newThread();
  const paused = await (
    await call('POST', `/threads/${threadId}/runs/wait`, { assistant_id: graph, input: { say: 'x' } })
  ).json();
  return { threadId, questions: paused.__interrupt__ as { id: string; value: string }[] };
}

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

describe('double-texting', () => {
  it('rejects with 409 and names the run that is in the way', async () => {
    const { threadId, run, gate } = await runningRun('rejecting');

    const response = await call('POST', `/threads/${threadId}/runs`, {
      assistant_id: 'steps',
      multitask_strategy: 'reject',
      input: {},
    });

    expect(response.status).toBe(409);
    expect(await response.json()).toMatchObject({ code: 'thread_busy', run_id: run.run_id });
    gate.open();
    expect(await (await call('GET', `/threads/${threadId}/runs/${run.run_id}/join`)).json()).toMatchObject({
      say: 'rejecting',
    });
  });

  it('rolls a running run back, and whoever joins it is told', async () => {
    const { threadId, run } = await runningRun('rolled back');
    const join = () => call('GET', `/threads/${threadId}/runs/${run.run_id}/join`).then((response) => response.json());
    const joined = join();

    const second = await call('POST', `/threads/${threadId}/runs/wait`, {
      assistant_id: 'steps',
      multitask_strategy: 'rollback',
      input: { say: 'instead' },
    });

    expect(await second.json()).toMatchObject({ log: ['first instead', 'second instead'] });
    const told = { __error__: { error: 'RunRolledBack', message: expect.stringContaining(run.run_id) } };
    expect(await joined).toEqual(told);
    expect(await join()).toEqual(told);
    expect((await call('GET', `/threads/${threadId}/runs/${run.run_id}`)).status).toBe(404);
  });
});

describe('answering', () => {
  it('pauses with the values so far and the question', async () => {
    const { threadId, questions } = await askingThread();

    const [run] = await (await call('GET', `/threads/${threadId}/runs`)).json();

    expect(questions).toMatchObject([{ value: 'What is your age?', response_schema: { type: 'integer', minimum: 0 } }]);
    expect(run).toMatchObject({ status: 'interrupted', stop_reason: 'paused' });
  });

  it('resumes with falsy answers as with any other', async () => {
    const { threadId } = await askingThread();

    const values = await call('POST', `/threads/${threadId}/runs/wait`, {
      assistant_id: 'asks',
      command: { resume: 0 },
    });

    expect(await values.json()).toMatchObject({ log: ['0'] });
  });

  it('tells the second reviewer who was first', async () => {
    const { threadId, questions } = await askingThread();
    const path = `/threads/${threadId}/runs/wait`;
    const answer = (value: number, actor: string) =>
      call(
        'POST',
        path,
        { assistant_id: 'asks', command: { resume: { [questions[0]!.id]: value } } },
        { 'x-holdpoint-actor': encodeURIComponent(actor) },
      );
    await (await answer(25, 'Zoë')).text();

    const second = await answer(30, 'Max');

    expect(second.status).toBe(409);
    expect(await second.json()).toMatchObject({
      code: 'interrupt_not_pending',
      interrupt_id: questions[0]!.id,
      decided_by: 'Zoë',
    });
  });

  it('refuses an answer against the schema, field by field, and keeps the question open', async () => {
    const { threadId } = await askingThread();

    const response = await call('POST', `/threads/${threadId}/runs`, {
      assistant_id: 'asks',
      command: { resume: -20 },
    });

    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({
      code: 'invalid_answer',
      errors: [{ path: [], message: expect.any(String) }],
    });
    expect(await (await call('GET', `/threads/${threadId}`)).json()).toMatchObject({ status: 'interrupted' });
  });

  it('keeps asking the questions that are still open', async () => {
    const { threadId, questions } = await askingThread('parallel');
    const [left, right] = questions;

    const paused = await call('POST', `/threads/${threadId}/runs/wait`, {
      assistant_id: 'parallel',
      command: { resume: { [left!.id]: 'yes' } },
    });

    expect((await paused.json()).__interrupt__).toMatchObject([{ id: right!.id, value: right!.value }]);
  });

  it('refuses new input while a question is open, when asked to', async () => {
    const { threadId, questions } = await askingThread();

    const response = await call('POST', `/threads/${threadId}/runs`, {
      assistant_id: 'asks',
      input: { say: 'y' },
      on_pending_interrupt: 'reject',
    });

    expect(response.status).toBe(409);
    expect(await response.json()).toMatchObject({ code: 'interrupt_pending', interrupt_ids: [questions[0]!.id] });
  });
});

describe('waiting', () => {
  it('sends its headers and a first byte before the run has ended', async () => {
    const { threadId, run, gate } = await runningRun('early');

    const response = await call('GET', `/threads/${threadId}/runs/${run.run_id}/join`);
    const reader = response.body!.getReader();
    const first = await reader.read();

    expect(new TextDecoder().decode(first.value)).toBe('\n');
    expect(response.headers.get('location')).toBe(`/threads/${threadId}/runs/${run.run_id}/join`);
    gate.open();
    await reader.cancel();
  });

  it('answers with the error that ended the run, while it is joined and afterwards', async () => {
    const threadId = await newThread();

    const waited = await (
      await call('POST', `/threads/${threadId}/runs/wait`, { assistant_id: 'throws', input: { say: 'x' } })
    ).json();
    const [run] = await (await call('GET', `/threads/${threadId}/runs`)).json();
    const joined = await (await call('GET', `/threads/${threadId}/runs/${run.run_id}/join`)).json();

    expect(waited).toMatchObject({ __error__: { error: 'TypeError', message: 'out of paper' } });
    expect(joined).toEqual(waited);
    expect(await (await call('GET', `/threads/${threadId}`)).json()).toMatchObject({
      status: 'error',
      error: { message: 'out of paper' },
    });
  });

  it('answers with what its own run left, although another has gone on', async () => {
    const threadId = await newThread();
    const create = async (say: string) =>
      (await (await call('POST', `/threads/${threadId}/runs`, { assistant_id: 'steps', input: { say } })).json())
        .run_id;
    const [first, second] = [await create('one'), await create('two')];
    await (await call('GET', `/threads/${threadId}/runs/${second}/join`)).text();

    const values = await (await call('GET', `/threads/${threadId}/runs/${first}/join`)).json();

    expect(values).toMatchObject({ say: 'one', log: ['first one', 'second one'] });
  });

  it('answers 404 to a run nobody knows', async () => {
    const response = await call('GET', `/threads/${await newThread()}/runs/${v4()}/join`);

    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ code: 'run_not_found' });
  });

  it('cancels the run when the client goes away, if it was asked to', async () => {
    gates['left alone'] = new Gate();
    const threadId = await newThread();
    const body = { assistant_id: 'steps', input: { say: 'left alone' }, on_disconnect: 'cancel' };
    const response = await call('POST', `/threads/${threadId}/runs/wait`, body);
    const reader = response.body!.getReader();
    await reader.read();
    await gates['left alone'].reached;

    await reader.cancel();

    const [run] = await (await call('GET', `/threads/${threadId}/runs`)).json();
    expect(run).toMatchObject({ status: 'interrupted', stop_reason: 'cancelled' });
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

describe('cancelling', () => {
  it('stops the run and answers 202 without waiting', async () => {
    const { threadId, run } = await runningRun('cancelled');

    const response = await call('POST', `/threads/${threadId}/runs/${run.run_id}/cancel?wait=0&action=interrupt`);

    expect(response.status).toBe(202);
    expect(await (await call('GET', `/threads/${threadId}/runs/${run.run_id}`)).json()).toMatchObject({
      status: 'interrupted',
      stop_reason: 'cancelled',
    });
    expect(await (await call('GET', `/threads/${threadId}`)).json()).toMatchObject({
      values: { log: ['first cancelled'] },
    });
  });

  it('rolls back when asked to', async () => {
    const { threadId, run } = await runningRun('undone');

    const response = await call('POST', `/threads/${threadId}/runs/${run.run_id}/cancel?wait=1&action=rollback`);

    expect(response.status).toBe(204);
    expect((await call('GET', `/threads/${threadId}/runs/${run.run_id}`)).status).toBe(404);
    expect(await (await call('GET', `/threads/${threadId}`)).json()).toMatchObject({ status: 'idle', values: null });
  });

  it('refuses a run that has ended', async () => {
    const threadId = await newThread();
    await (await call('POST', `/threads/${threadId}/runs/wait`, { assistant_id: 'steps', input: { say: 'x' } })).text();
    const [run] = await (await call('GET', `/threads/${threadId}/runs`)).json();

    const response = await call('POST', `/threads/${threadId}/runs/${run.run_id}/cancel`);

    expect(response.status).toBe(409);
    expect(await response.json()).toMatchObject({ code: 'run_finished', status: 'success' });
  });

  it('cancels several at once: those of a thread with a status, or those named', async () => {
    const { threadId, run } = await runningRun('bulk');
    const queued = await (
      await call('POST', `/threads/${threadId}/runs`, { assistant_id: 'steps', input: { say: 'q' } })
    ).json();

    const pending = await call('POST', '/runs/cancel', { thread_id: threadId, status: 'pending' });
    const statuses = async () =>
      (await (await call('GET', `/threads/${threadId}/runs?select=status`)).json()).map(
        (row: { status: string }) => row.status,
      );
    const afterPending = await statuses();
    const named = await call('POST', '/runs/cancel?action=rollback', {
      thread_id: threadId,
      run_ids: [run.run_id, queued.run_id],
    });

    expect([pending.status, named.status]).toEqual([204, 204]);
    expect(afterPending).toEqual(['interrupted', 'running']);
    expect(await statuses()).toEqual(['interrupted']);
    expect((await call('POST', '/runs/cancel', {})).status).toBe(422);
  });

  it('deletes a run with its checkpoints', async () => {
    const { threadId, run } = await runningRun('deleted');

    const response = await call('DELETE', `/threads/${threadId}/runs/${run.run_id}`);

    expect(response.status).toBe(204);
    expect(await hp.db.prisma.checkpoint.count({ where: { threadId } })).toBe(0);
  });
});

describe('stateless runs', () => {
  it('run on a thread of their own, which is deleted afterwards', async () => {
    const response = await call('POST', '/runs/wait', { assistant_id: 'steps', input: { say: 'alone' } });

    expect(await response.json()).toMatchObject({ log: ['first alone', 'second alone'] });
    await expect.poll(() => hp.db.prisma.run.count({ where: { input: { path: ['say'], equals: 'alone' } } })).toBe(0);
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
