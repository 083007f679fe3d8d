import { beforeAll, describe, expect, it } from 'vitest';
import { askOne } from '#lib/testing/ask-one';
import { testDatabase } from '#lib/testing/database';
import { type TestHoldpoint, testHoldpoint } from '#lib/testing/holdpoint';
import { asks, asksForGood, asksInParallel } from '#lib/testing/test-graphs';
import { answerInterrupt } from './answer-interrupt';
import { cancelRun } from './cancel-run';
import { deleteRun } from './delete-run';

const entered: Record<string, number> = {};
const AMOUNT = { type: 'object', properties: { amount: { type: 'number', minimum: 1 } }, required: ['amount'] };
let hp: TestHoldpoint;
let other: TestHoldpoint;

beforeAll(async () => {
  const graphs = {
    one: asks({ value: 'How old?' }),
    two: asks({ value: 'First?' }, { value: 'Second?' }),
    amount: asks({ value: 'How much?', responseSchema: AMOUNT }),
    levels: asks({ value: { question: 'Delete?', risk: 'HIGH', priority: 'urgent' } }),
    parallel: asksInParallel(entered),
    picky: asksForGood(),
  };
  const db = await testDatabase();
  hp = await testHoldpoint(db, graphs);
  other = await testHoldpoint(await db.another(), graphs);
});

const paused = (graphId: string) => askOne(hp, graphId, { input: { say: 'hi' } });

describe('a question', () => {
  it('is listed with its run at rest and its thread interrupted', async () => {
    const { threadId, run, question } = await paused('one');

    expect(question).toMatchObject({
      value: 'How old?',
      title: 'How old?',
      node: 'ask',
      outcome: 'pending',
      runId: run.id,
    });
    expect(question.id).toMatch(/^[0-9a-f]{32}$/);
    expect(await hp.db.prisma.run.findUnique({ where: { id: run.id } })).toMatchObject({
      status: 'interrupted',
      stopReason: 'paused',
    });
    expect(await hp.threadStatus(threadId)).toBe('interrupted');
  });

  it.each([[25], [false], [0], [''], [null], [{}], [[]], [{ foo: 'bar' }], ['a\u0000b']])(
    'takes %j as its answer',
    async (value) => {
      const { threadId, question } = await paused('one');

      const run = await answerInterrupt(hp, { interruptId: question.id, value, actor: 'Ada', note: 'sure' });
      await hp.runAll();

      expect(await hp.statusOf(run.id)).toBe('success');
      expect(await hp.values(threadId, 'one')).toMatchObject({ log: [JSON.stringify(value)] });
      expect(await hp.db.prisma.interrupt.findUnique({ where: { id: question.id } })).toMatchObject({
        outcome: 'answered',
        decidedBy: 'Ada',
        answerRunId: run.id,
      });
      const [decision] = await hp.db.prisma.decision.findMany({ where: { interruptId: question.id, kind: 'answer' } });
      expect(decision).toMatchObject({ actor: 'Ada', question: 'How old?', detail: { note: 'sure' } });
      expect(await hp.threadStatus(threadId)).toBe('idle');
    },
  );

  it('is stored with what its payload says of risk and priority, and with neither where it says nothing', async () => {
    expect((await paused('levels')).question).toMatchObject({ risk: 'high', priority: 'critical' });
    expect((await paused('one')).question).toMatchObject({ risk: null, priority: null });
  });

  it('cannot be answered by a second reviewer, who is told who was first', async () => {
    const { question } = await paused('one');
    await answerInterrupt(hp, { interruptId: question.id, value: 1, actor: 'Ada' });

    const second = answerInterrupt(other, { interruptId: question.id, value: 2, actor: 'Bob' });

    await expect(second).rejects.toMatchObject({
      code: 'interrupt_not_pending',
      message: expect.stringContaining('already answered by Ada'),
      details: { interrupt_id: question.id, outcome: 'answered', decided_by: 'Ada', answer: 1, pending_ids: [] },
    });
    await hp.runAll();
  });

  it('is answered exactly once by reviewers who answer at the same moment', async () => {
    const { threadId, question } = await paused('one');

    const results = await Promise.allSettled(
      [hp, other, hp, other, hp, other].map((server, n) =>
        answerInterrupt(server, { interruptId: question.id, value: n, actor: `R${n}` }),
      ),
    );
    await hp.runAll();

    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
    expect(await hp.db.prisma.run.count({ where: { threadId } })).toBe(2);
    expect(await hp.db.prisma.decision.count({ where: { threadId, kind: 'answer' } })).toBe(1);
  });

  it('refuses an answer against its schema, field by field, and changes nothing', async () => {
    const { threadId, question } = await paused('amount');

    const refused = answerInterrupt(hp, { interruptId: question.id, value: { amount: 0 } });

    await expect(refused).rejects.toMatchObject({
      code: 'invalid_answer',
      details: { errors: [{ path: ['amount'], message: 'This must be at least 1.' }] },
    });
    expect(await hp.openQuestions(threadId)).toHaveLength(1);
    expect(await hp.db.prisma.run.count({ where: { threadId } })).toBe(1);
  });

  it('is followed by the next one of its node, with an id of its own', async () => {
    const { threadId, question } = await paused('two');

    await answerInterrupt(hp, { interruptId: question.id, value: 'a' });
    await hp.runAll();

    const [second, ...rest] = await hp.openQuestions(threadId);
    expect(rest).toEqual([]);
    expect(second).toMatchObject({ value: 'Second?' });
    expect(second?.id).not.toBe(question.id);
    await answerInterrupt(hp, { interruptId: second?.id ?? '', value: 'b' });
    await hp.runAll();
    expect(await hp.values(threadId, 'two')).toMatchObject({ log: ['"a"', '"b"'] });
  });
});

describe('parallel questions', () => {
  it('are answered one by one, and only the answered task runs again', async () => {
    const { threadId, questions } = await paused('parallel');
    expect(questions.map((question) => question.value).sort()).toEqual(['left?', 'right?']);
    const right = questions.find((question) => question.value === 'right?');
    const enteredBefore = { ...entered };

    await answerInterrupt(hp, { interruptId: right?.id ?? '', value: 1 });
    await hp.runAll();

    const [left, ...rest] = await hp.openQuestions(threadId);
    expect([left?.value, rest]).toEqual(['left?', []]);
    expect(entered).toEqual({ left: enteredBefore.left, right: (enteredBefore.right ?? 0) + 1 });
    await answerInterrupt(hp, { interruptId: left?.id ?? '', value: 2 });
    await hp.runAll();
    expect(await hp.values(threadId, 'parallel')).toMatchObject({ log: ['left 2', 'right 1'] });
  });

  it('can both be answered before either run has started', async () => {
    const { threadId, questions } = await paused('parallel');

    for (const question of questions) await answerInterrupt(hp, { interruptId: question.id, value: question.value });
    await hp.runAll();

    expect(await hp.openQuestions(threadId)).toEqual([]);
    expect(await hp.values(threadId, 'parallel')).toMatchObject({ log: ['left "left?"', 'right "right?"'] });
    expect(await hp.threadStatus(threadId)).toBe('idle');
  });

  it('refuse one value for all of them', async () => {
    const { threadId } = await paused('parallel');

    await expect(hp.send(threadId, 'parallel', { command: { resume: true } })).rejects.toMatchObject({
      code: 'ambiguous_resume',
    });
    expect(await hp.openQuestions(threadId)).toHaveLength(2);
  });
});

describe('an answer', () => {
  it('that is cancelled before it reached the graph opens its question again', async () => {
    const { threadId, question } = await paused('one');
    const run = await answerInterrupt(hp, { interruptId: question.id, value: 1, actor: 'Ada' });

    await cancelRun(hp, { threadId, runId: run.id, action: 'interrupt' });

    expect((await hp.openQuestions(threadId)).map((open) => open.id)).toEqual([question.id]);
    await answerInterrupt(hp, { interruptId: question.id, value: 2 });
    await hp.runAll();
    expect(await hp.values(threadId, 'one')).toMatchObject({ log: ['2'] });
  });

  it('that is rolled back while it runs opens its question again', async () => {
    const { threadId, question } = await paused('two');
    const run = await answerInterrupt(hp, { interruptId: question.id, value: 'a' });
    await hp.runAll();
    expect((await hp.openQuestions(threadId))[0]?.value).toBe('Second?');
    const second = await answerInterrupt(hp, {
      interruptId: (await hp.openQuestions(threadId))[0]?.id ?? '',
      value: 'b',
    });

    await cancelRun(hp, { threadId, runId: second.id, action: 'rollback' });

    expect((await hp.openQuestions(threadId))[0]?.value).toBe('Second?');
    expect(await hp.statusOf(second.id)).toBeNull();
    expect(await hp.statusOf(run.id)).toBe('interrupted');
  });

  it.each([
    ['ended well', 'one', 'success'],
    ['failed', 'picky', 'error'],
  ])('whose run %s and is deleted opens its question again', async (_, graphId, status) => {
    const { threadId, question } = await paused(graphId);
    const run = await answerInterrupt(hp, { interruptId: question.id, value: 'bad' });
    await hp.runAll();
    expect(await hp.statusOf(run.id)).toBe(status);

    await deleteRun(hp, { threadId, runId: run.id, actor: 'Ada' });

    expect((await hp.openQuestions(threadId)).map((open) => open.id)).toEqual([question.id]);
    expect(await hp.threadStatus(threadId)).toBe('interrupted');
    const again = await answerInterrupt(hp, { interruptId: question.id, value: 'good' });
    await hp.runAll();
    expect(await hp.statusOf(again.id)).toBe('success');
  });

  it('stays used when its run is deleted from below a later one', async () => {
    const { threadId, question } = await paused('one');
    const run = await answerInterrupt(hp, { interruptId: question.id, value: 1 });
    await hp.runAll();
    await hp.send(threadId, 'one', { input: { say: 'more' } });
    await hp.runAll();

    await deleteRun(hp, { threadId, runId: run.id });

    const [open] = await hp.openQuestions(threadId);
    expect(open?.id).not.toBe(question.id);
  });

  it('to a thread with nothing to answer is refused', async () => {
    const threadId = await hp.newThread();

    await expect(hp.send(threadId, 'one', { command: { resume: 1 } })).rejects.toMatchObject({
      code: 'interrupt_not_pending',
    });
    expect(await hp.threadStatus(threadId)).toBe('idle');
  });

  it('that names an unknown question is refused and names what is open', async () => {
    const { threadId, question } = await paused('one');

    const refused = hp.send(threadId, 'one', { command: { resume: { ['f'.repeat(32)]: 1 } } });

    await expect(refused).rejects.toMatchObject({
      code: 'interrupt_not_pending',
      details: { pending_ids: [question.id] },
    });
  });
});
