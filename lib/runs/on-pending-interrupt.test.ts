import { describe, expect, it } from 'vitest';
import { askOne } from '#lib/testing/ask-one';
import { testDatabase } from '#lib/testing/database';
import { testHoldpoint } from '#lib/testing/holdpoint';
import { asks, asksInParallel } from '#lib/testing/test-graphs';
import { answerInterrupt } from './answer-interrupt';
import { cancelRun } from './cancel-run';

const hp = await testHoldpoint(await testDatabase(), {
  one: asks({ value: 'How old?' }),
  two: asks({ value: 'First?' }, { value: 'Second?' }),
  parallel: asksInParallel({}),
});

const paused = (graphId: string) => askOne(hp, graphId, { input: { say: 'hi' } });

describe('a message for a thread that waits', () => {
  it('drops the question and records who did', async () => {
    const { threadId, question } = await paused('one');

    const run = await hp.send(threadId, 'one', { input: { say: 'new' }, actor: 'Bob' });

    const dropped = await hp.db.prisma.interrupt.findUnique({ where: { id: question.id } });
    expect(dropped).toMatchObject({ outcome: 'superseded', supersededBy: run.id, decidedBy: 'Bob' });
    await expect(answerInterrupt(hp, { interruptId: question.id, value: 1 })).rejects.toMatchObject({
      code: 'interrupt_not_pending',
      details: { outcome: 'superseded', decided_by: 'Bob' },
    });
    await hp.runAll();
    expect(await hp.openQuestions(threadId)).toHaveLength(1);
  });

  it('is refused when it asks for that', async () => {
    const { threadId, question } = await paused('one');

    const refused = hp.send(threadId, 'one', { input: {}, onPendingInterrupt: 'reject' });

    await expect(refused).rejects.toMatchObject({
      code: 'interrupt_pending',
      details: { interrupt_ids: [question.id] },
    });
    expect(await hp.openQuestions(threadId)).toHaveLength(1);
  });

  it('waits for the answer when it asks for that, and runs after it', async () => {
    const { threadId, question } = await paused('one');
    const waiting = await hp.send(threadId, 'one', { input: { say: 'later' }, onPendingInterrupt: 'enqueue' });
    await hp.runAll();
    expect([await hp.statusOf(waiting.id), await hp.threadStatus(threadId)]).toEqual(['pending', 'interrupted']);

    await answerInterrupt(hp, { interruptId: question.id, value: 'answer' });
    await hp.runAll();

    expect(await hp.values(threadId, 'one')).toMatchObject({ log: ['"answer"'], say: 'later' });
    const [asked] = await hp.openQuestions(threadId);
    expect(asked?.runId).toBe(waiting.id);
  });

  it('opens the question again when it is stopped before it starts', async () => {
    const { threadId, question } = await paused('one');
    const run = await hp.send(threadId, 'one', { input: { say: 'never mind' } });

    await cancelRun(hp, { threadId, runId: run.id, action: 'interrupt', actor: 'Bob' });

    expect((await hp.openQuestions(threadId)).map((open) => open.id)).toEqual([question.id]);
    expect(await hp.threadStatus(threadId)).toBe('interrupted');
    expect(await hp.db.prisma.decision.count({ where: { interruptId: question.id, kind: 'reopen' } })).toBe(1);
  });

  it('that was sent while the run still worked drops the question it ends with', async () => {
    const threadId = await hp.newThread();
    await hp.send(threadId, 'one', { input: { say: 'a' } });
    const next = await hp.send(threadId, 'one', { input: { say: 'b' }, actor: 'Bob' });

    await hp.runAll();

    const all = await hp.db.prisma.interrupt.findMany({ where: { threadId }, orderBy: { createdAt: 'asc' } });
    expect(all.map((row) => [row.outcome, row.supersededBy])).toEqual([
      ['superseded', next.id],
      ['pending', null],
    ]);
  });
});

describe('a message that waits for an answer', () => {
  it('does not make its thread busy for reject', async () => {
    const { threadId } = await paused('one');
    await hp.send(threadId, 'one', { input: { say: 'later' }, onPendingInterrupt: 'enqueue' });
    expect(await hp.threadStatus(threadId)).toBe('interrupted');

    const sent = hp.send(threadId, 'one', { input: { say: 'now' }, multitaskStrategy: 'reject' });

    await expect(sent).resolves.toMatchObject({ status: 'pending' });
  });

  it('and then fails is what its thread shows, although the answer was received after it', async () => {
    const { threadId, question } = await paused('one');
    const failing = await hp.send(threadId, 'one', { input: { log: 5 }, onPendingInterrupt: 'enqueue' });
    const answer = await answerInterrupt(hp, { interruptId: question.id, value: 1 });

    await hp.runAll();

    expect([await hp.statusOf(answer.id), await hp.statusOf(failing.id)]).toEqual(['success', 'error']);
    expect(await hp.threadStatus(threadId)).toBe('error');
  });

  it('and then pauses can be cancelled, the answer before it cannot', async () => {
    const { threadId, question } = await paused('two');
    const later = await hp.send(threadId, 'two', { input: { say: 'later' }, onPendingInterrupt: 'enqueue' });
    await answerInterrupt(hp, { interruptId: question.id, value: 1 });
    await hp.runAll();
    const [second] = await hp.openQuestions(threadId);
    const answer = await answerInterrupt(hp, { interruptId: second?.id ?? '', value: 2 });
    await hp.runAll();
    expect((await hp.openQuestions(threadId))[0]).toMatchObject({ runId: later.id });

    const cancelling = cancelRun(hp, { threadId, runId: answer.id, action: 'rollback' });

    await expect(cancelling).rejects.toMatchObject({ code: 'run_finished' });
    await cancelRun(hp, { threadId, runId: later.id, action: 'rollback' });
    expect(await hp.threadStatus(threadId)).toBe('idle');
  });
});

it('a question that a queued message has dropped stays dropped when an answer to its sibling comes to its end', async () => {
  const { threadId, questions } = await paused('parallel');
  const left = questions.find((question) => question.value === 'left?');
  await answerInterrupt(hp, { interruptId: left?.id ?? '', value: 1 });
  const later = await hp.send(threadId, 'parallel', { input: { say: 'later' }, afterSeconds: 3600 });

  await hp.runAll();

  const right = await hp.db.prisma.interrupt.findFirst({ where: { threadId, title: 'right?' } });
  expect(right).toMatchObject({ outcome: 'superseded', supersededBy: later.id });
});
