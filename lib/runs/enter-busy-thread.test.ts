import { beforeAll, describe, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '#lib/testing/database';
import { Gate } from '#lib/testing/gate';
import { type TestHoldpoint, testHoldpoint } from '#lib/testing/holdpoint';
import { statementsOf } from '#lib/testing/statements-of';
import { asks, twoSteps } from '#lib/testing/test-graphs';
import { cancelRun } from './cancel-run';
import type { CreateRunRequest } from './create-run';
import { waitForRun } from './events';
import { createThread } from './threads';
import { Worker } from './worker';

const gates: Record<string, Gate> = {};
let db: TestDatabase;
/** Two processes on one database. */
let here: TestHoldpoint;
let elsewhere: TestHoldpoint;

beforeAll(async () => {
  const graphs = { steps: twoSteps(gates), one: asks({ value: 'How old?' }) };
  db = await testDatabase();
  here = await testHoldpoint(db, graphs);
  elsewhere = await testHoldpoint(await db.another(), graphs);
  // From then on, the assistants are known.
  for (const graph of Object.keys(graphs)) await here.send(await newThread(), graph, { input: { say: 'hello' } });
  await here.runAll();
});

async function newThread(): Promise<string> {
  return (await createThread(here, {})).id;
}

/** A thread whose first run was sent here, and not executed yet. */
async function busy(request: Partial<CreateRunRequest> = {}) {
  const threadId = await newThread();
  const first = await here.send(threadId, 'steps', { input: { say: 'first' }, ...request });
  return { threadId, first };
}

function next(threadId: string, request: Partial<CreateRunRequest> = {}) {
  return here.send(threadId, 'steps', { input: { say: 'next' }, ...request });
}

const interrupt = { multitaskStrategy: 'interrupt' } as const;

describe('on a thread whose queue this process knows', () => {
  it('a message behind others is one statement, and has its turn', async () => {
    const { threadId } = await busy();

    for (const say of ['second', 'third'])
      expect(await statementsOf(() => next(threadId, { input: { say } }))).toHaveLength(1);
    await here.runAll();

    const log = ['first', 'second', 'third'].flatMap((word) => [`first ${word}`, `second ${word}`]);
    expect(await here.values(threadId, 'steps')).toMatchObject({ log });
    expect(await here.threadStatus(threadId)).toBe('idle');
  });

  it('one that takes the place of another is a lock and a write', async () => {
    const { threadId, first } = await busy();

    const statements = await statementsOf(() => next(threadId, { ...interrupt, actor: 'Ada' }));

    expect(statements).toHaveLength(4);
    expect(statements).toEqual(expect.arrayContaining(['BEGIN', 'COMMIT']));
    const stopped = await db.prisma.run.findUniqueOrThrow({ where: { id: first.id } });
    const [latest] = await db.prisma.run.findMany({ where: { threadId }, orderBy: { seq: 'desc' } });
    const how = { status: 'interrupted', stopReason: 'superseded', stoppedBy: 'Ada', supersededBy: latest?.id };
    expect(stopped).toMatchObject({ ...how, dueAt: null, leaseToken: null });
    expect(await db.prisma.decision.findMany({ where: { runId: first.id } })).toMatchObject([
      { kind: 'interrupt', actor: 'Ada', detail: { superseded_by: latest?.id } },
    ]);
    await here.runAll();
    expect(await here.values(threadId, 'steps')).toMatchObject({ log: ['first next', 'second next'] });
  });

  it('it goes on from what the other has stored, and those who follow the other see its end', async () => {
    gates.held = new Gate();
    const worker = new Worker(here);
    worker.start();
    const { threadId, first } = await busy({ input: { say: 'held' } });
    await gates.held.reached;

    const { id } = await next(threadId, interrupt);

    expect(await waitForRun(db, { runId: id })).toMatchObject({ status: 'success' });
    await worker.stop();
    expect(await here.values(threadId, 'steps')).toMatchObject({ log: ['first held', 'first next', 'second next'] });
    const events = await db.prisma.runEvent.findMany({ where: { runId: first.id }, orderBy: { seq: 'asc' } });
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, n) => n));
    expect(events.at(-1)).toMatchObject({ event: 'end', data: { status: 'interrupted', stop_reason: 'superseded' } });
  });
});

describe('what has come of the queue meanwhile holds', () => {
  it('when another message has come, which is stopped, too', async () => {
    const { threadId, first } = await busy();
    const second = await elsewhere.send(threadId, 'steps', { input: { say: 'second' } });

    await next(threadId, interrupt);
    await here.runAll();

    expect([await here.statusOf(first.id), await here.statusOf(second.id)]).toEqual(['interrupted', 'interrupted']);
    expect(await here.values(threadId, 'steps')).toMatchObject({ log: ['first next', 'second next'] });
  });

  it.each(['enqueue', 'interrupt'] as const)('when the run was cancelled, and %s begins', async (multitaskStrategy) => {
    const { threadId, first } = await busy();
    await cancelRun(elsewhere, { threadId, runId: first.id, action: 'interrupt' });

    await next(threadId, { multitaskStrategy });
    await here.runAll();

    expect(await here.values(threadId, 'steps')).toMatchObject({ log: ['first next', 'second next'] });
    expect(await db.prisma.run.findUnique({ where: { id: first.id } })).toMatchObject({ stopReason: 'cancelled' });
  });

  it('when the run has ended', async () => {
    const { threadId, first } = await busy();
    await elsewhere.runAll();

    await next(threadId, interrupt);
    await here.runAll();

    expect(await here.statusOf(first.id)).toBe('success');
    expect(await here.values(threadId, 'steps')).toMatchObject({ log: { length: 4 } });
  });
});

describe('there is more to decide', () => {
  it('when the run that is stopped was an answer: its question is open again', async () => {
    const threadId = await newThread();
    await here.send(threadId, 'one', { input: { say: 'ask' } });
    await here.runAll();
    const [question] = await here.openQuestions(threadId);
    await here.send(threadId, 'one', { command: { resume: 25 } });

    await next(threadId, { assistantId: 'one', ...interrupt, onPendingInterrupt: 'enqueue' });

    expect(await here.openQuestions(threadId)).toMatchObject([{ id: question?.id }]);
    expect(await here.threadStatus(threadId)).toBe('interrupted');
  });

  it('when the first run was sent for later: others go before it', async () => {
    const { threadId, first } = await busy({ afterSeconds: 3_600 });

    await next(threadId);
    await here.runAll();

    expect(await here.values(threadId, 'steps')).toMatchObject({ log: ['first next', 'second next'] });
    expect(await here.statusOf(first.id)).toBe('pending');
  });
});
