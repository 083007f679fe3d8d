import { v4 } from 'uuid';
import { describe, expect, it } from 'vitest';
import { Gate } from '#lib/testing/gate';
import { testApi } from '#lib/testing/test-api';
import { throws, twoSteps } from '#lib/testing/test-graphs';

const gates: Record<string, Gate> = {};
const { call, newThread, hp } = await testApi({
  steps: twoSteps(gates),
  throws: throws({ value: new TypeError('out of paper') }),
});

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
