import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { type TestDatabase, testDatabase } from '#lib/testing/database';
import { type TestHoldpoint, testHoldpoint } from '#lib/testing/holdpoint';
import { asks, asksInParallel, twoSteps } from '#lib/testing/test-graphs';
import { waitingForLock } from '#lib/testing/waiting-for-lock';
import { answerInterrupt } from './answer-interrupt';
import { cancelRun } from './cancel-run';

let db: TestDatabase;
let hp: TestHoldpoint;
let other: TestHoldpoint;

beforeAll(async () => {
  const graphs = {
    one: asks({ value: 'How old?' }),
    special: asks({ value: { since: new Date(0), __holdpoint: 'its own' } }),
    parallel: asksInParallel(),
    steps: twoSteps(),
  };
  db = await testDatabase();
  hp = await testHoldpoint(db, graphs);
  other = await testHoldpoint(await db.another(), graphs);
});

afterEach(() => {
  vi.restoreAllMocks();
});

async function paused(graphId: string) {
  const threadId = await hp.newThread();
  await hp.send(threadId, graphId, { input: { say: 'hi' } });
  await hp.runAll();
  const questions = (await hp.openQuestions(threadId)).map(({ id }) => id);
  return { threadId, questions, question: questions[0] ?? '' };
}

/** What `work` costs the database: statements outside transactions, and transactions. */
async function countStatements(work: () => Promise<unknown>) {
  const both = [hp.db.sql, other.db.sql];
  const alone = both.flatMap((sql) => [vi.spyOn(sql, '$queryRaw'), vi.spyOn(sql, '$executeRaw')]);
  const transactions = both.map((sql) => vi.spyOn(sql, 'transaction'));
  await work();
  const statements = alone.reduce((sum, { mock }) => sum + mock.calls.length, 0);
  return { statements, transactions: transactions.reduce((sum, { mock }) => sum + mock.calls.length, 0) };
}

/** Sends one after the other, each as soon as those before it wait for the thread, and then lets them have it in this order. */
async function meetAtThread<T>(threadId: string, senders: (() => Promise<T>)[]): Promise<PromiseSettledResult<T>[]> {
  const sent: Promise<T>[] = [];
  await (await db.another()).sql.transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM threads WHERE id = ${threadId}::uuid FOR NO KEY UPDATE`;
    for (const send of senders) {
      sent.push(send());
      sent.at(-1)?.catch(() => undefined);
      await waitingForLock(db, sent.length);
    }
  });
  return Promise.allSettled(sent);
}

async function decisionsOf(threadId: string) {
  const rows = await db.prisma.decision.findMany({ where: { threadId }, orderBy: { id: 'asc' } });
  return rows.map(({ kind, actor, value }) => ({ kind, actor, value }));
}

describe('on a thread where no other run waits', () => {
  it('an answer is a look and a write', async () => {
    const { threadId, question } = await paused('one');
    const answer = () => other.send(threadId, 'one', { command: { resume: { [question]: 25 } }, actor: 'Ada' });

    expect(await countStatements(answer)).toEqual({ statements: 2, transactions: 0 });
    expect(await hp.threadStatus(threadId)).toBe('busy');
    expect(await decisionsOf(threadId)).toEqual([{ kind: 'answer', actor: 'Ada', value: 25 }]);
    await hp.runAll();
    expect(await hp.values(threadId, 'one')).toMatchObject({ log: ['25'] });
  });

  it('answers to several questions are a look and a write', async () => {
    const { threadId, questions } = await paused('parallel');
    const resume = Object.fromEntries(questions.map((id) => [id, 'yes']));

    const cost = await countStatements(() => other.send(threadId, 'parallel', { command: { resume } }));

    expect(cost).toEqual({ statements: 2, transactions: 0 });
    expect(await hp.openQuestions(threadId)).toEqual([]);
    await hp.runAll();
    expect(await hp.values(threadId, 'parallel')).toMatchObject({ log: ['left "yes"', 'right "yes"'] });
  });

  it('a message of a person is a look and a write, and the audit trail has it', async () => {
    const threadId = await hp.newThread();
    const message = () => hp.send(threadId, 'steps', { input: { say: 'hello' }, actor: 'Ada', note: 'first' });

    expect(await countStatements(message)).toEqual({ statements: 2, transactions: 0 });
    const [decision, ...more] = await db.prisma.decision.findMany({ where: { threadId } });
    expect(more).toEqual([]);
    expect(decision).toMatchObject({
      ...{ kind: 'message', actor: 'Ada', graphId: 'steps', value: 'hello' },
      detail: { multitask_strategy: 'enqueue', note: 'first' },
    });
    await hp.runAll();
    expect(await hp.statusOf(decision?.runId ?? '')).toBe('success');
  });

  it('a resume at a breakpoint is a look and a write, and goes on', async () => {
    const threadId = await hp.newThread();
    await hp.send(threadId, 'steps', { input: { say: 'hello' }, kwargs: { interrupt_before: ['second'] } });
    await hp.runAll();
    expect(await hp.values(threadId, 'steps')).toMatchObject({ log: ['first hello'] });

    const cost = await countStatements(() => other.send(threadId, 'steps', { command: { resume: true } }));

    expect(cost).toEqual({ statements: 2, transactions: 0 });
    await hp.runAll();
    expect(await hp.values(threadId, 'steps')).toMatchObject({ log: ['first hello', 'second hello'] });
  });

  it('the audit trail keeps the question exactly as it was asked', async () => {
    const { threadId, question } = await paused('special');

    await answerInterrupt(hp, { interruptId: question, value: 1 });

    const [row] = await db.sql.$queryRaw<{ asked: string; recorded: string }[]>`
      SELECT i.value::text AS asked, d.question::text AS recorded FROM interrupts i JOIN decisions d ON d.interrupt_id = i.id
      WHERE i.thread_id = ${threadId}::uuid`;
    expect(row?.recorded).toBe(row?.asked);
  });
});

describe('two who have looked before either writes', () => {
  it('cannot both answer: the first decision stands, and the second is told whose it is', async () => {
    const { threadId, question } = await paused('one');
    const answer = (server: TestHoldpoint, actor: string) => () =>
      answerInterrupt(server, { interruptId: question, value: actor, actor });

    const answered = await meetAtThread(threadId, [answer(hp, 'Ada'), answer(other, 'Bob')]);

    // Whose statement gets the lock first is PostgreSQL's choice.
    const [first = ''] = answered.flatMap((each) => (each.status === 'fulfilled' ? [each.value.createdBy ?? ''] : []));
    expect(['Ada', 'Bob']).toContain(first);
    expect(answered.filter(({ status }) => status === 'rejected')).toMatchObject([
      { reason: { code: 'interrupt_not_pending', details: { decided_by: first, answer: first, pending_ids: [] } } },
    ]);
    await hp.runAll();
    expect(await db.prisma.run.count({ where: { threadId } })).toBe(2);
    expect(await decisionsOf(threadId)).toEqual([{ kind: 'answer', actor: first, value: first }]);
    expect(await hp.values(threadId, 'one')).toMatchObject({ log: [JSON.stringify(first)] });
  });

  it('can answer two questions of one thread', async () => {
    const { threadId, questions } = await paused('parallel');

    const answered = await meetAtThread(
      threadId,
      questions.map((id, n) => () => answerInterrupt(n ? other : hp, { interruptId: id, value: n })),
    );
    await hp.runAll();

    expect(answered.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled']);
    expect(await decisionsOf(threadId)).toMatchObject([{ kind: 'answer' }, { kind: 'answer' }]);
    expect(await hp.openQuestions(threadId)).toEqual([]);
    expect(await hp.threadStatus(threadId)).toBe('idle');
  });

  it('are a message that drops the question and an answer that comes too late', async () => {
    const { threadId, question } = await paused('one');

    const [message, answer] = await meetAtThread(threadId, [
      () => hp.send(threadId, 'one', { input: { say: 'new' }, actor: 'Ada' }),
      () => answerInterrupt(other, { interruptId: question, value: 1, actor: 'Bob' }),
    ]);

    expect(message).toMatchObject({ status: 'fulfilled' });
    expect(answer).toMatchObject({
      status: 'rejected',
      reason: { code: 'interrupt_not_pending', details: { outcome: 'superseded', decided_by: 'Ada' } },
    });
    expect(await decisionsOf(threadId)).toMatchObject([{ kind: 'supersede' }, { kind: 'message' }]);
    await hp.runAll();
  });

  it('are a person who cancels the run that asked and another who answers too late', async () => {
    const { threadId, question } = await paused('one');
    const { runId } = await db.prisma.interrupt.findUniqueOrThrow({ where: { id: question } });

    const [, answer] = await meetAtThread<unknown>(threadId, [
      () => cancelRun(hp, { threadId, runId, action: 'rollback', actor: 'Ada' }),
      () => answerInterrupt(other, { interruptId: question, value: 1, actor: 'Bob' }),
    ]);

    expect(answer).toMatchObject({ status: 'rejected', reason: { code: 'interrupt_not_pending' } });
    expect(await db.prisma.run.count({ where: { threadId } })).toBe(0);
    expect(await hp.threadStatus(threadId)).toBe('idle');
  });
});
