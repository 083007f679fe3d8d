import { v4 } from 'uuid';
import { beforeAll, describe, expect, it } from 'vitest';
import { Annotation, type CompiledStateGraph, END, interrupt, START, StateGraph } from '#lib/engine';
import { testDatabase } from '#lib/testing/database';
import { heldRun } from '#lib/testing/held-run';
import { type TestHoldpoint, testHoldpoint } from '#lib/testing/holdpoint';
import { twoSteps } from '#lib/testing/test-graphs';
import { answerInterrupt } from '../answer-interrupt';
import { retryRun } from '../retry-run';
import { getThreadState } from '../thread-state';
import { updateThreadState } from '../update-state';
import { pruneThreads } from './prune-threads';

const gates = {};
const fault: { value: unknown } = { value: undefined };
let hp: TestHoldpoint;

const Log = Annotation.Root({
  log: Annotation<string[]>({ reducer: (a, b) => [...a, ...b], default: () => [] }),
  say: Annotation<string>,
});

/** Two nodes of a nested graph: the first one logs, the second one does what it is given. */
function nested(second: () => Partial<typeof Log.State>, checkpointer?: true): CompiledStateGraph {
  const inner = new StateGraph(Log)
    .addNode('one', () => ({ log: ['one'] }))
    .addNode('two', second)
    .addEdge(START, 'one')
    .addEdge('one', 'two')
    .addEdge('two', END)
    .compile({ checkpointer });
  return new StateGraph(Log)
    .addNode('before', () => ({ log: ['before'] }))
    .addNode('inner', inner)
    .addEdge(START, 'before')
    .addEdge('before', 'inner')
    .addEdge('inner', END)
    .compile();
}

beforeAll(async () => {
  const fail = () => {
    if (fault.value) throw fault.value;
    return { log: ['two'] };
  };
  hp = await testHoldpoint(await testDatabase(), {
    steps: twoSteps(gates),
    nested: nested(() => ({ log: [`two ${interrupt('Inside?')}`] })),
    nestedFails: nested(fail),
    remembers: nested(() => ({ log: ['two'] }), true),
  });
});

/** A thread on which a run came to rest. */
async function rested(graphId: string) {
  const threadId = await hp.newThread();
  const run = await hp.send(threadId, graphId, { input: { say: 'hi' } });
  await hp.runAll();
  return { threadId, run };
}

const checkpointsOf = (threadId: string) => hp.db.prisma.checkpoint.findMany({ where: { threadId } });

describe('pruning to the latest', () => {
  const prune = (threadId: string) => pruneThreads(hp, { threadIds: [threadId, v4()], strategy: 'keep_latest' });

  it('leaves a question of a nested graph answerable', async () => {
    const { threadId } = await rested('nested');
    const before = (await checkpointsOf(threadId)).length;
    const [question] = await hp.openQuestions(threadId);

    expect(await prune(threadId)).toBe(1);
    const after = await checkpointsOf(threadId);
    await answerInterrupt(hp, { interruptId: question?.id ?? '', value: 'yes' });
    await hp.runAll();

    expect([after.length, before > 2]).toEqual([2, true]);
    expect((await hp.values(threadId, 'nested')).log).toEqual(['before', 'before', 'one', 'two yes']);
  });

  it('leaves a failed nested graph where it can be retried', async () => {
    fault.value = new Error('no');
    const { threadId, run } = await rested('nestedFails');
    fault.value = undefined;

    await prune(threadId);
    await retryRun(hp, { threadId, runId: run.id });
    await hp.runAll();

    expect((await hp.values(threadId, 'nestedFails')).log).toEqual(['before', 'before', 'one', 'two']);
  });

  it('leaves what a nested graph remembers from call to call', async () => {
    const plain = await rested('remembers');
    const { threadId } = await rested('remembers');

    await prune(threadId);
    for (const id of [plain.threadId, threadId]) await hp.send(id, 'remembers', { input: { say: 'more' } });
    await hp.runAll();

    expect((await hp.values(threadId, 'remembers')).log).toEqual((await hp.values(plain.threadId, 'remembers')).log);
    expect((await hp.values(threadId, 'remembers')).log).not.toHaveLength(0);
  });

  it('leaves what a nested graph remembers on the branch that the thread is on', async () => {
    const threads = [await rested('remembers'), await rested('remembers')].map(({ threadId }) => threadId);
    for (const threadId of threads) {
      const { config } = await getThreadState(hp, { threadId });
      await hp.send(threadId, 'remembers', { input: { say: 'elsewhere' } });
      await hp.runAll();
      const { checkpoint_id: checkpointId } = config.configurable ?? {};
      await updateThreadState(hp, { threadId, checkpointId, values: { say: 'edited' }, asNode: 'inner' });
    }
    const [plain = '', pruned = ''] = threads;

    await prune(pruned);
    for (const threadId of threads) await hp.send(threadId, 'remembers', { input: { say: 'more' } });
    await hp.runAll();

    expect((await hp.values(pruned, 'remembers')).log).toEqual((await hp.values(plain, 'remembers')).log);
    expect((await hp.values(pruned, 'remembers')).log).toHaveLength(15);
  });

  it('leaves a busy thread as it is', async () => {
    const { threadId, gate, worker } = await heldRun(hp, { gates, word: 'busy' });
    const before = await checkpointsOf(threadId);

    expect(await prune(threadId)).toBe(0);

    expect(await checkpointsOf(threadId)).toEqual(before);
    gate.open();
    await worker.idle();
  });
});
