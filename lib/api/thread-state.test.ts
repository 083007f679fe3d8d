import { describe, expect, it } from 'vitest';
import { Gate } from '#lib/testing/gate';
import { testApi } from '#lib/testing/test-api';
import { asks, twoSteps } from '#lib/testing/test-graphs';

const gates: Record<string, Gate> = {};
const { call, newThread, hp } = await testApi({ steps: twoSteps(gates), asks: asks({ value: 'What is your age?' }) });

async function threadAfter(graphId: string, say: string): Promise<string> {
  const threadId = await newThread();
  await (await call('POST', `/threads/${threadId}/runs/wait`, { assistant_id: graphId, input: { say } })).text();
  return threadId;
}

async function get(path: string) {
  return (await call('GET', path)).json();
}

describe('the state of a thread', () => {
  it('is empty before the first run', async () => {
    const state = await get(`/threads/${await newThread()}/state`);

    expect(state).toMatchObject({
      values: {},
      next: [],
      tasks: [],
      created_at: null,
      checkpoint: null,
      parent_checkpoint: null,
    });
  });

  it('shows values, what comes next, and where it is', async () => {
    const threadId = await threadAfter('steps', 'hi');

    const state = await get(`/threads/${threadId}/state`);

    expect(state).toMatchObject({
      values: { log: ['first hi', 'second hi'] },
      next: [],
      tasks: [],
      interrupts: [],
      metadata: { source: 'loop', step: 2 },
    });
    expect(state.checkpoint).toEqual({ thread_id: threadId, checkpoint_ns: '', checkpoint_id: expect.any(String) });
    expect(state.parent_checkpoint.checkpoint_id).not.toBe(state.checkpoint.checkpoint_id);
    expect(Number.isNaN(Date.parse(state.created_at))).toBe(false);
  });

  it('shows the task that waits, with its question', async () => {
    const threadId = await threadAfter('asks', 'hi');

    const state = await get(`/threads/${threadId}/state`);

    const question = {
      id: expect.stringMatching(/^[0-9a-f]{32}$/),
      value: 'What is your age?',
      resumable: true,
      when: 'during',
    };
    expect(state.next).toEqual(['ask']);
    expect(state.tasks).toMatchObject([
      { name: 'ask', error: null, result: null, checkpoint: null, state: null, interrupts: [question] },
    ]);
    expect(state.interrupts).toMatchObject([question]);
    expect(state.interrupts[0].ns).toEqual([`ask:${state.tasks[0].id}`]);
  });

  it('is read at any checkpoint, by its id or by the checkpoint itself', async () => {
    const threadId = await threadAfter('steps', 'hi');
    const { parent_checkpoint: checkpoint } = await get(`/threads/${threadId}/state`);

    const byId = await get(`/threads/${threadId}/state/${checkpoint.checkpoint_id}`);
    const byCheckpoint = await (
      await call('POST', `/threads/${threadId}/state/checkpoint`, { checkpoint, subgraphs: true })
    ).json();

    expect(byId).toMatchObject({ values: { log: ['first hi'] }, next: ['second'], checkpoint });
    expect(byCheckpoint).toMatchObject({ values: { log: ['first hi'] }, next: ['second'], checkpoint });
  });

  it('is not found at a checkpoint that does not exist', async () => {
    const threadId = await threadAfter('steps', 'hi');

    const response = await call('GET', `/threads/${threadId}/state/nothing`);

    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ code: 'checkpoint_not_found' });
  });
});

describe('the history of a thread', () => {
  it('lists its states, the newest first', async () => {
    const threadId = await threadAfter('steps', 'hi');

    const history = await (await call('POST', `/threads/${threadId}/history`, {})).json();

    expect(history.map((state: { metadata: { step: number } }) => state.metadata.step)).toEqual([2, 1, 0, -1]);
    expect(history[1]).toMatchObject({ next: ['second'], tasks: [{ name: 'second', result: { log: ['second hi'] } }] });
    expect(await get(`/threads/${threadId}/history`)).toEqual(history);
  });

  it('is cut by limit, before and metadata', async () => {
    const threadId = await threadAfter('steps', 'hi');
    const history = await (await call('POST', `/threads/${threadId}/history`, {})).json();
    const { checkpoint } = history[1];
    const steps = async (query: Record<string, unknown>) => {
      const states = await (await call('POST', `/threads/${threadId}/history`, query)).json();
      return states.map((state: { metadata: { step: number } }) => state.metadata.step);
    };

    expect(await steps({ limit: 1 })).toEqual([2]);
    expect(await steps({ before: checkpoint.checkpoint_id })).toEqual([0, -1]);
    expect(await steps({ before: checkpoint, limit: 1 })).toEqual([0]);
    expect(await steps({ before: { configurable: checkpoint } })).toEqual([0, -1]);
    expect(await steps({ metadata: { source: 'input' } })).toEqual([-1]);
  });

  it('is empty before the first run', async () => {
    expect(await get(`/threads/${await newThread()}/history`)).toEqual([]);
  });
});

describe('updating the state', () => {
  it('writes a checkpoint as a node, so that its edges decide what comes next', async () => {
    const threadId = await threadAfter('steps', 'hi');

    const response = await call('POST', `/threads/${threadId}/state`, {
      values: { log: ['by hand'] },
      as_node: 'first',
    });

    const { checkpoint } = await response.json();
    const state = await get(`/threads/${threadId}/state`);
    expect(response.status).toBe(200);
    expect(state).toMatchObject({
      checkpoint,
      next: ['second'],
      values: { log: ['first hi', 'second hi', 'by hand'] },
      metadata: { source: 'update' },
    });
  });

  it('branches off at an earlier checkpoint', async () => {
    const threadId = await threadAfter('steps', 'hi');
    const { parent_checkpoint: checkpoint } = await get(`/threads/${threadId}/state`);

    await call('POST', `/threads/${threadId}/state`, { values: { say: 'other' }, checkpoint });
    const done = await (await call('POST', `/threads/${threadId}/runs/wait`, { assistant_id: 'steps' })).json();

    expect(done).toMatchObject({ say: 'other', log: ['first hi', 'second other'] });
  });

  it('gives a thread that names its graph a state before its first run', async () => {
    const threadId = await newThread({ graph_id: 'steps' });

    await call('POST', `/threads/${threadId}/state`, { values: { log: ['seed'] }, as_node: 'first' });

    expect(await get(`/threads/${threadId}/state`)).toMatchObject({ values: { log: ['seed'] }, next: ['second'] });
  });

  it('needs a graph', async () => {
    const response = await call('POST', `/threads/${await newThread()}/state`, { values: {} });

    expect(response.status).toBe(422);
    expect((await response.json()).detail).toContain('has no graph yet');
  });

  it('is refused while a run is executed', async () => {
    gates.busy = new Gate();
    const threadId = await newThread();
    const run = await (
      await call('POST', `/threads/${threadId}/runs`, { assistant_id: 'steps', input: { say: 'busy' } })
    ).json();
    await gates.busy.reached;

    const response = await call('POST', `/threads/${threadId}/state`, {
      values: { log: ['by hand'] },
      as_node: 'first',
    });

    expect(response.status).toBe(409);
    expect(await response.json()).toMatchObject({ code: 'thread_busy', run_id: run.run_id });
    gates.busy.open();
    await (await call('GET', `/threads/${threadId}/runs/${run.run_id}/join`)).text();
  });

  it('records the question it drops as superseded, and by whom', async () => {
    const threadId = await threadAfter('asks', 'hi');

    await call(
      'POST',
      `/threads/${threadId}/state`,
      { values: { log: ['answered elsewhere'] }, as_node: 'ask' },
      { 'x-holdpoint-actor': 'Zoe' },
    );

    const [question] = await hp.db.prisma.interrupt.findMany({ where: { threadId } });
    expect(question).toMatchObject({ outcome: 'superseded', decidedBy: 'Zoe' });
    expect(await get(`/threads/${threadId}`)).toMatchObject({
      status: 'idle',
      interrupts: {},
      values: { log: ['answered elsewhere'] },
    });
  });

  it.each([
    [{ values: { log: ['x'] }, as_node: 'nobody' }, 422],
    [{ values: 'text', as_node: 'first' }, 422],
    [{ values: { say: 'x' }, checkpoint_id: 'nothing' }, 404],
  ])('refuses %j with %i and changes nothing', async (body, status) => {
    const threadId = await threadAfter('steps', 'hi');
    const before = await get(`/threads/${threadId}/state`);

    const response = await call('POST', `/threads/${threadId}/state`, body);

    expect(response.status).toBe(status);
    expect(await get(`/threads/${threadId}/state`)).toEqual(before);
  });
});
