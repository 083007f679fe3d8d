import { beforeAll, expect, test } from 'vitest';
import { END, interrupt, MessagesAnnotation, START, StateGraph } from '#lib/engine';
import { testDatabase } from '#lib/testing/database';
import { type TestHoldpoint, testHoldpoint } from '#lib/testing/holdpoint';
import { listInbox } from './list-inbox';

let hp: TestHoldpoint;

beforeAll(async () => {
  const approve = new StateGraph(MessagesAnnotation)
    .addNode('approve', () => ({ messages: [{ role: 'assistant', content: `You said ${interrupt('Go on?')}` }] }))
    .addEdge(START, 'approve')
    .addEdge('approve', END)
    .compile({ name: 'approve' });
  hp = await testHoldpoint(await testDatabase(), { approve });
});

const found = async (search: string) => (await listInbox(hp, { search })).items.map(({ title }) => title);

test('a question is found by what was said before it was asked', async () => {
  const threadId = await hp.newThread();
  await hp.send(threadId, 'approve', {
    input: {
      messages: [
        { role: 'user', content: 'A train to Bern' },
        { role: 'user', content: [{ type: 'text', text: 'by "night", at 50 %' }] },
      ],
    },
  });
  await hp.runAll();

  expect(await found('train')).toEqual(['Go on?']);
  expect(await found('bern night')).toEqual(['Go on?']);
  expect(await found('50')).toEqual(['Go on?']);
  expect(await found('basel')).toEqual([]);
});
