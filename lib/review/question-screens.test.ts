import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { Annotation, interrupt, START, StateGraph } from '#lib/engine';
import { age } from '#lib/graphs/age';
import { answerInterrupt } from '#lib/runs/answer-interrupt';
import { testDatabase } from '#lib/testing/database';
import { type TestHoldpoint, testHoldpoint } from '#lib/testing/holdpoint';
import { asksInParallel } from '#lib/testing/test-graphs';
import { getInterrupt } from './get-interrupt';
import { getRunProgress } from './get-run-progress';
import { listActivity, listActivityFacets } from './list-activity';

let hp: TestHoldpoint;

beforeAll(async () => {
  hp = await testHoldpoint(await testDatabase(), { age, parallel: asksInParallel(), even: asksForEven() });
});

/** Its rule is one that JSON Schema does not know of, so only the node can refuse. */
function asksForEven() {
  const State = Annotation.Root({ pairs: Annotation<number>() });
  const schema = z.object({ pairs: z.number().refine((pairs) => pairs % 2 === 0, 'This must be even.') });
  return new StateGraph(State)
    .addNode('node', () => interrupt('How many?', { responseSchema: schema }))
    .addEdge(START, 'node')
    .compile();
}

async function ask(graphId: string): Promise<string> {
  const threadId = await hp.newThread();
  await hp.send(threadId, graphId, { input: {} });
  await hp.runAll();
  return threadId;
}

interface Given {
  note?: string;
  actor?: string | null;
}

/** Answers the one open question and returns its id. */
async function answer(threadId: string, value: unknown, { note, actor = 'Ada' }: Given = {}): Promise<string> {
  const [question] = await hp.openQuestions(threadId);
  if (!question) throw new Error(`Thread ${threadId} asks nothing.`);
  await answerInterrupt(hp, { interruptId: question.id, value, actor, note });
  await hp.runAll();
  return question.id;
}

describe('the screen of a question', () => {
  test('shows the questions before it whose answers led to it, and the one its own answer led to', async () => {
    const threadId = await ask('age');
    const first = await answer(threadId, -20);
    const second = await answer(threadId, { foo: 'bar' });
    const third = await answer(threadId, 25, { note: 'my birthday' });

    const view = await getInterrupt(hp, second);
    expect(view?.earlier.map(({ id, answer }) => [id, answer])).toEqual([[first, -20]]);
    expect(view?.askedAgain?.id).toBe(third);
    expect(view).toMatchObject({ outcome: 'answered', decidedBy: 'Ada', answer: { foo: 'bar' }, note: null });

    const last = await getInterrupt(hp, third);
    expect(last?.earlier).toHaveLength(2);
    expect(last).toMatchObject({ askedAgain: null, note: 'my birthday' });
  });

  test('says which answer its node refused, and for what, when it waits again', async () => {
    const threadId = await ask('even');
    const id = await answer(threadId, { pairs: 3 });

    const view = await getInterrupt(hp, id);

    expect(view).toMatchObject({
      outcome: 'pending',
      refused: { answer: { pairs: 3 }, by: 'Ada', errors: [{ path: ['pairs'], message: 'This must be even.' }] },
    });
    await answer(threadId, { pairs: 4 });
    expect(await getInterrupt(hp, id)).toMatchObject({ outcome: 'answered', refused: null });
  });

  test('names the other questions of the thread that wait, and not as its own sequel', async () => {
    const threadId = await ask('parallel');
    const [left, right] = await hp.openQuestions(threadId);

    const view = await getInterrupt(hp, left?.id ?? '');

    expect(view?.alsoWaiting.map(({ id }) => id)).toEqual([right?.id]);
    expect(view).toMatchObject({ earlier: [], askedAgain: null, outcome: 'pending' });
  });

  test('shows the nodes that the answer let finish and what they changed', async () => {
    const threadId = await ask('age');
    const question = await getInterrupt(hp, await answer(threadId, 25));

    const progress = await getRunProgress(hp, question?.answerRunId ?? '');

    expect(progress?.run).toMatchObject({ status: 'success', threadId });
    expect(progress?.steps).toMatchObject([
      { node: 'node', changes: [{ channel: 'human_value', text: 'The human is 25 years old.' }] },
    ]);
  });

  test('does not know a question or a run that does not exist', async () => {
    expect(await getInterrupt(hp, 'f'.repeat(32))).toBeNull();
    expect(await getRunProgress(hp, 'nonsense')).toBeNull();
  });
});

describe('the activity list', () => {
  test('says who answered which question with what and why, the last first', async () => {
    const threadId = await ask('age');
    await answer(threadId, 'old', { note: 'no idea' });
    const second = await answer(threadId, 40);

    const { items } = await listActivity(hp, { actor: 'Ada', kind: 'answer', limit: 2 });

    expect(items).toMatchObject([
      { interruptId: second, question: "'old is not a valid age. What is your age?", value: 40, note: null },
      { question: 'What is your age?', value: 'old', note: 'no idea', threadId },
    ]);
  });

  test('goes on after the last entry of a page', async () => {
    const first = await listActivity(hp, { limit: 1 });
    const second = await listActivity(hp, { limit: 1, before: first.next ?? undefined });

    expect(BigInt(second.items[0]?.id ?? 0)).toBeLessThan(BigInt(first.items[0]?.id ?? 0));
  });

  test('finds what clients without a name did, and knows by what it can be filtered', async () => {
    const nameless = await answer(await ask('age'), 30, { actor: null });

    const { items } = await listActivity(hp, { actor: null, kind: 'answer' });
    const facets = await listActivityFacets(hp);

    expect(items).toMatchObject([{ actor: null, interruptId: nameless }]);
    expect(facets.actors).toEqual(expect.arrayContaining(['Ada', null]));
    expect(facets.kinds).toContain('answer');
  });
});
