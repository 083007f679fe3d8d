import { beforeAll, describe, expect, it } from 'vitest';
import { answerInterrupt } from '#lib/runs/answer-interrupt';
import { testDatabase } from '#lib/testing/database';
import { type TestHoldpoint, testHoldpoint } from '#lib/testing/holdpoint';
import { asks, twoSteps } from '#lib/testing/test-graphs';
import { getHistory } from './get-history';
import { getStateView } from './get-state-view';

let hp: TestHoldpoint;

beforeAll(async () => {
  hp = await testHoldpoint(await testDatabase(), { steps: twoSteps(), age: asks({ value: 'What is your age?' }) });
});

describe('getHistory', () => {
  it('lists the checkpoints newest first with the nodes that ran and what they changed', async () => {
    const threadId = await hp.newThread();
    const run = await hp.send(threadId, 'steps', { input: { say: 'x' } });
    await hp.runAll();

    const { items, isCut } = await getHistory(hp, threadId);

    expect(isCut).toBe(false);
    expect(items.map(({ source, nodes }) => [source, nodes])).toEqual([
      ['loop', ['second']],
      ['loop', ['first']],
      ['loop', ['__start__']],
      ['input', []],
    ]);
    expect(items[0]).toMatchObject({
      runId: run.id,
      next: [],
      changes: [{ path: ['log', 1], kind: 'added', after: 'second x' }],
    });
    expect(items.map((item) => item.parentId).slice(0, 3)).toEqual(items.map((item) => item.checkpointId).slice(1));
  });

  it('puts a question and its answer where it was asked', async () => {
    const threadId = await hp.newThread();
    await hp.send(threadId, 'age', { input: { say: 'x' } });
    await hp.runAll();
    const [question] = await hp.openQuestions(threadId);
    await answerInterrupt(hp, { interruptId: question?.id ?? '', value: 25, actor: 'Ana' });
    await hp.runAll();

    const { items } = await getHistory(hp, threadId);

    const asked = items.filter((item) => item.questions.length > 0);
    expect(asked).toHaveLength(1);
    expect(asked[0]).toMatchObject({
      next: ['ask'],
      questions: [{ title: 'What is your age?', answer: 25, decidedBy: 'Ana' }],
    });
  });
});

describe('getStateView', () => {
  it('shows the head, or any earlier checkpoint', async () => {
    const threadId = await hp.newThread();
    await hp.send(threadId, 'steps', { input: { say: 'x' } });
    await hp.runAll();
    const { items } = await getHistory(hp, threadId);

    const { state: head } = await getStateView(hp, { threadId });
    const { state: earlier } = await getStateView(hp, { threadId, checkpointId: items[1]?.checkpointId });

    expect(head).toMatchObject({
      checkpointId: items[0]?.checkpointId,
      next: [],
      values: { log: ['first x', 'second x'] },
    });
    expect(earlier).toMatchObject({ values: { log: ['first x'] }, tasks: [{ name: 'second' }] });
  });

  it('has nothing to show for a checkpoint that is not there', async () => {
    const threadId = await hp.newThread();
    await hp.send(threadId, 'steps', { input: { say: 'x' } });
    await hp.runAll();

    expect(await getStateView(hp, { threadId, checkpointId: 'gone' })).toEqual({ state: null });
  });

  it('names the task that waits and its question', async () => {
    const threadId = await hp.newThread();
    await hp.send(threadId, 'age', { input: { say: 'x' } });
    await hp.runAll();

    expect(await getStateView(hp, { threadId })).toMatchObject({
      state: { next: ['ask'], tasks: [{ name: 'ask', interrupts: [{ value: 'What is your age?' }] }] },
    });
  });
});
