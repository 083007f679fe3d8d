import { beforeAll, describe, expect, it } from 'vitest';
import { Annotation, interrupt, START, StateGraph } from '#lib/engine';
import { PrismaCheckpointer } from '#lib/store/checkpointer';
import { testDatabase } from '#lib/testing/database';
import { Gate } from '#lib/testing/gate';
import { type TestHoldpoint, testHoldpoint } from '#lib/testing/holdpoint';
import { pausedRun } from '#lib/testing/paused-run';
import { asks } from '#lib/testing/test-graphs';
import { cancelRun } from './cancel-run';
import { getThreadHistory, getThreadState, stateConfig } from './thread-state';
import { Worker } from './worker';

let hp: TestHoldpoint;

beforeAll(async () => {
  hp = await testHoldpoint(await testDatabase(), { asks: asks({ value: 'really?' }) });
});

describe('a run that waits at a question', () => {
  it('is cancelled: the question is dropped, on record, and the thread is free', async () => {
    const { threadId, run } = await pausedRun(hp, 'asks', 'again');

    await cancelRun(hp, { threadId, runId: run.id, action: 'interrupt', actor: 'Ada' });

    expect(await hp.db.prisma.run.findUnique({ where: { id: run.id } })).toMatchObject({
      ...{ status: 'interrupted', stopReason: 'cancelled', stoppedBy: 'Ada' },
    });
    expect(await hp.threadStatus(threadId)).toBe('idle');
    expect(await hp.openQuestions(threadId)).toEqual([]);
    const decisions = await hp.db.prisma.decision.findMany({
      where: { threadId, actor: 'Ada' },
      orderBy: { id: 'asc' },
    });
    expect(decisions.map(({ kind, question }) => [kind, question])).toEqual([
      ['supersede', 'really?'],
      ['cancel', null],
    ]);
    expect(await hp.values(threadId, 'asks')).toMatchObject({ log: ['before', '"yes"', 'again'] });
  });

  it('is cancelled: the state shows no question any more that nobody can answer', async () => {
    const { threadId, run } = await pausedRun(hp, 'asks', 'again');
    const asked = async () => {
      const states = [await getThreadState(hp, { threadId }), ...(await getThreadHistory(hp, { threadId, limit: 1 }))];
      return states.map(({ tasks }) => tasks.flatMap(({ interrupts }) => interrupts.map(({ value }) => value)));
    };
    expect(await asked()).toEqual([['really?'], ['really?']]);

    await cancelRun(hp, { threadId, runId: run.id, action: 'interrupt' });

    expect(await asked()).toEqual([[], []]);
    await hp.send(threadId, 'asks', { input: null });
    await hp.runAll();
    expect(await asked()).toEqual([['really?'], ['really?']]);
    expect(await hp.openQuestions(threadId)).toHaveLength(1);
  });

  it('is rolled back: as if it had never run', async () => {
    const { threadId, run } = await pausedRun(hp, 'asks', 'again');

    await cancelRun(hp, { threadId, runId: run.id, action: 'rollback', actor: 'Ada' });

    expect(await hp.statusOf(run.id)).toBeNull();
    expect(await hp.threadStatus(threadId)).toBe('idle');
    expect(await hp.openQuestions(threadId)).toEqual([]);
    expect(await hp.values(threadId, 'asks')).toMatchObject({ log: ['before', '"yes"'] });
  });

  it('is left alone by whoever wants only a working run to stop', async () => {
    const { threadId, run } = await pausedRun(hp, 'asks', 'again');

    const cancelling = cancelRun(hp, { threadId, runId: run.id, action: 'interrupt', sparesPaused: true });

    await expect(cancelling).rejects.toMatchObject({ code: 'run_finished' });
    expect(await hp.openQuestions(threadId)).toHaveLength(1);
  });

  it('cannot be cancelled once another run has gone on from there', async () => {
    const { threadId, run } = await pausedRun(hp, 'asks', 'again');
    await hp.send(threadId, 'asks', { input: { log: ['later'] } });
    await hp.runAll();

    const cancelling = cancelRun(hp, { threadId, runId: run.id, action: 'rollback' });

    await expect(cancelling).rejects.toMatchObject({ code: 'run_finished' });
    expect(await hp.openQuestions(threadId)).toHaveLength(1);
  });
});

it('a run that is cancelled beside a question that it has not come to ask leaves none in the state', async () => {
  const gate = new Gate();
  const graph = asksBeside(gate);
  const other = await testHoldpoint(hp.db, { beside: graph });
  const threadId = await other.newThread();
  const run = await other.send(threadId, 'beside', { input: { log: [] } });
  const worker = new Worker(other);
  await worker.tick();
  await gate.reached;
  const stored = await graph.getState(stateConfig({ threadId }, new PrismaCheckpointer(hp.db)));
  expect(stored.tasks.flatMap(({ interrupts }) => interrupts)).toHaveLength(1);

  await cancelRun(other, { threadId, runId: run.id, action: 'interrupt' });
  gate.open();
  await worker.idle();

  const { tasks } = await getThreadState(other, { threadId });
  expect(tasks.flatMap(({ interrupts }) => interrupts)).toEqual([]);
});

/** One node asks; beside it another, which begins once the question is stored, waits at the gate. */
function asksBeside(gate: Gate) {
  const State = Annotation.Root({ log: Annotation<string[]>({ reducer: (a, b) => [...a, ...b], default: () => [] }) });
  return new StateGraph(State)
    .addNode('ask', () => ({ log: [interrupt<string, string>('really?')] }))
    .addNode('work', async (_state, config) => {
      const { thread_id: threadId } = config.configurable ?? {};
      while (!(await isStored(String(threadId)))) await new Promise(setImmediate);
      await gate.pass(config.signal);
      return {};
    })
    .addEdge(START, 'ask')
    .addEdge(START, 'work')
    .compile();
}

async function isStored(threadId: string): Promise<boolean> {
  return (await hp.db.prisma.checkpointWrite.count({ where: { threadId, channel: '__interrupt__' } })) > 0;
}
