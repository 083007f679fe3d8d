import { beforeAll, describe, expect, it } from 'vitest';
import { Worker } from '#lib/runs/worker';
import { testDatabase } from '#lib/testing/database';
import { Gate } from '#lib/testing/gate';
import { type TestHoldpoint, testHoldpoint } from '#lib/testing/holdpoint';
import { asks, asksInParallel, throws, twoSteps } from '#lib/testing/test-graphs';
import { getThread } from './get-thread';
import { getThreadGraph } from './get-thread-graph';

const gates: Record<string, Gate> = {};
let hp: TestHoldpoint;

beforeAll(async () => {
  hp = await testHoldpoint(await testDatabase(), {
    steps: twoSteps(gates),
    age: asks({ value: 'What is your age?' }),
    broken: throws({ value: new Error('no network') }),
    parallel: asksInParallel(),
  });
});

/** A run that stands at its gate, with its first superstep committed. */
async function runningAt(threadId: string, word: string) {
  const gate = new Gate();
  gates[word] = gate;
  const run = await hp.send(threadId, 'steps', { input: { say: word }, actor: 'Ana' });
  const worker = new Worker(hp);
  await worker.tick();
  await gate.reached;
  return { run, gate, worker };
}

describe('getThread', () => {
  it('names the active run, the queue behind it and what each strategy would do', async () => {
    const threadId = await hp.newThread();
    const { run, gate, worker } = await runningAt(threadId, 'busy');
    const behind = await hp.send(threadId, 'steps', { input: { say: 'behind' }, actor: 'Ben' });

    const view = await getThread(hp, threadId);

    expect(view).toMatchObject({ status: 'busy', active: { id: run.id, createdBy: 'Ana' }, lastRun: null });
    expect(view?.queued.map((queued) => queued.id)).toEqual([behind.id]);
    expect(view?.prediction).toMatchObject({ reject: { refused: true }, active: { runId: run.id, checkpoints: 3 } });
    gate.open();
    await worker.idle();
    await hp.runAll();
  });

  it('sets a run apart that waits for the answer to a question', async () => {
    const threadId = await hp.newThread();
    await hp.send(threadId, 'age', { input: { say: 'x' } });
    await hp.runAll();
    const later = await hp.send(threadId, 'age', { input: { say: 'later' }, onPendingInterrupt: 'enqueue' });

    const view = await getThread(hp, threadId);

    expect(view).toMatchObject({ active: null, queued: [], waitingForAnswer: [{ id: later.id }] });
  });

  it('says why the last run failed', async () => {
    const threadId = await hp.newThread();
    await hp.send(threadId, 'broken', { input: { say: 'x' } });
    await hp.runAll();

    expect(await getThread(hp, threadId)).toMatchObject({
      status: 'error',
      error: { message: 'no network' },
      lastRun: { stopReason: 'error' },
    });
  });

  it.each(['not-a-uuid', '00000000-0000-4000-8000-000000000000'])('knows no thread %s', async (id) => {
    expect(await getThread(hp, id)).toBeNull();
  });
});

describe('getThreadGraph', () => {
  it('marks the node that runs and the nodes that ran', async () => {
    const threadId = await hp.newThread();
    const { gate, worker } = await runningAt(threadId, 'drawn');

    const { states, graph } = (await getThreadGraph(hp, threadId)) ?? {};

    expect(graph?.nodes.map((node) => node.id)).toEqual(['__start__', 'first', 'second', '__end__']);
    expect(states).toMatchObject({ first: 'done', second: 'running' });
    gate.open();
    await worker.idle();
  });

  it('marks the node that waits for an answer', async () => {
    const threadId = await hp.newThread();
    await hp.send(threadId, 'age', { input: { say: 'x' } });
    await hp.runAll();

    expect(await getThreadGraph(hp, threadId)).toMatchObject({ states: { ask: 'waiting' } });
  });

  it('marks the node that was answered while another one still waits', async () => {
    const threadId = await hp.newThread();
    await hp.send(threadId, 'parallel', { input: { say: 'x' } });
    await hp.runAll();
    const [left] = (await hp.openQuestions(threadId)).filter(({ node }) => node === 'left');
    await hp.send(threadId, 'parallel', { command: { resume: { [left?.id ?? '']: 'yes' } } });
    await hp.runAll();

    expect(await getThreadGraph(hp, threadId)).toMatchObject({ states: { left: 'done', right: 'waiting' } });
  });
});
