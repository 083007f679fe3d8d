import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Annotation, interrupt, START, StateGraph } from '#lib/engine';
import { collect } from '#lib/engine/testing';
import { testDatabase } from '#lib/testing/database';
import type { Gate } from '#lib/testing/gate';
import { heldRun } from '#lib/testing/held-run';
import { type TestHoldpoint, testHoldpoint } from '#lib/testing/holdpoint';
import { cancelRun } from './cancel-run';
import { followRun } from './events';
import { getThreadHistory } from './thread-state';
import { Worker } from './worker';

const gates: Record<string, Gate> = {};
const entered: string[] = [];
let hp: TestHoldpoint;
let other: TestHoldpoint;

const Log = Annotation.Root({
  say: Annotation<string>,
  log: Annotation<string[]>({ reducer: (log, more) => log.concat(more), default: () => [] }),
});

/** Asks at its beginning if it is to, and waits at its gate in the second node. */
const graph = new StateGraph(Log)
  .addNode('first', ({ say }) => {
    entered.push('first');
    return { log: [say.startsWith('ask') ? String(interrupt('go on?')) : 'first'] };
  })
  .addNode('second', async ({ say }, { signal }) => {
    entered.push('second');
    await gates[say]?.pass(signal);
    return { log: ['second'] };
  })
  .addEdge(START, 'first')
  .addEdge('first', 'second')
  .compile();

beforeAll(async () => {
  const db = await testDatabase();
  hp = await testHoldpoint(db, { steps: graph });
  other = await testHoldpoint(await db.another(), { steps: graph });
});
beforeEach(() => {
  entered.length = 0;
});

const kwargs = { durability: 'exit' } as const;
const checkpoints = (threadId: string) => hp.db.prisma.checkpoint.count({ where: { threadId } });
const endOf = async (runId: string) => (await collect(followRun(hp.db, { runId }))).at(-1)?.data;

/** Another worker takes the run over, while the one that has it goes on. */
async function takeOver({ run, gate, worker }: Awaited<ReturnType<typeof heldRun>>) {
  await hp.db.sql.$executeRaw`UPDATE runs SET due_at = now() - interval '1 second' WHERE id = ${run.id}::uuid`;
  const heir = new Worker(other);
  await heir.tick();
  gate.open();
  await Promise.all([heir.idle(), worker.idle()]);
}

describe('a run that is stored at its end, and loses its lease before that', () => {
  it('leaves nothing of the first attempt; the heir does all of it, once', async () => {
    const held = await heldRun(hp, { gates, word: 'lost', kwargs });
    expect(await checkpoints(held.threadId)).toBe(0);

    await takeOver(held);

    expect(await endOf(held.run.id)).toMatchObject({ status: 'success' });
    expect(await hp.values(held.threadId, 'steps')).toMatchObject({ log: ['first', 'second'] });
    expect(await checkpoints(held.threadId)).toBe(1);
    expect(entered).toEqual(['first', 'second', 'first', 'second']);
  });

  it('keeps the question that it was to answer; the heir gives the answer again', async () => {
    const threadId = await hp.newThread();
    await hp.send(threadId, 'steps', { input: { say: 'ask lost' } });
    await hp.runAll();
    const before = await checkpoints(threadId);

    const held = await heldRun(hp, { gates, word: 'ask lost', kwargs, threadId, command: { resume: 'yes' } });
    expect(await checkpoints(threadId)).toBe(before);
    await takeOver(held);

    expect(await endOf(held.run.id)).toMatchObject({ status: 'success' });
    expect(await hp.values(threadId, 'steps')).toMatchObject({ log: ['yes', 'second'] });
    const history = await getThreadHistory(hp, { threadId });
    const answers = history.flatMap(({ tasks }) => tasks.flatMap(({ answers = [] }) => answers));
    expect(answers).toMatchObject([{ question: 'go on?', answer: 'yes' }]);
  });

  it('is as if it had not run when it is cancelled; its thread goes on from before it', async () => {
    const held = await heldRun(hp, { gates, word: 'cancelled', kwargs });

    await cancelRun(hp, { threadId: held.threadId, runId: held.run.id, action: 'interrupt' });
    held.gate.open();
    await held.worker.idle();

    expect(await hp.statusOf(held.run.id)).toBe('interrupted');
    expect(await checkpoints(held.threadId)).toBe(0);
    await hp.send(held.threadId, 'steps', { input: { say: 'next' } });
    await hp.runAll();
    expect(await hp.values(held.threadId, 'steps')).toMatchObject({ say: 'next', log: ['first', 'second'] });
  });
});
