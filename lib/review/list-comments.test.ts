import { beforeAll, expect, it } from 'vitest';
import { answerInterrupt } from '#lib/runs/answer-interrupt';
import { addComment } from '#lib/runs/comments';
import { testDatabase } from '#lib/testing/database';
import { type TestHoldpoint, testHoldpoint } from '#lib/testing/holdpoint';
import { asks } from '#lib/testing/test-graphs';
import { getConversation } from './get-conversation';
import { getInterrupt } from './get-interrupt';
import { listInbox } from './list-inbox';

let hp: TestHoldpoint;

beforeAll(async () => {
  hp = await testHoldpoint(await testDatabase(), { twice: asks({ value: 'Sure?' }, { value: 'Really?' }) });
});

it('comments stay with their question: on its page, in its thread and in the lists, also after it is decided', async () => {
  const threadId = await hp.newThread();
  await hp.send(threadId, 'twice', { input: {} });
  await hp.runAll();
  const [question] = await hp.openQuestions(threadId);
  const interruptId = question?.id ?? '';
  await addComment(hp, { interruptId, text: 'Is it paid?', author: 'Ada' });
  await addComment(hp, { interruptId, text: 'It is.', author: 'Grace' });
  await answerInterrupt(hp, { interruptId, value: 1, actor: 'Grace' });
  await hp.runAll();

  const said = [
    { author: 'Ada', text: 'Is it paid?' },
    { author: 'Grace', text: 'It is.' },
  ];
  expect(await getInterrupt(hp, interruptId)).toMatchObject({ outcome: 'answered', comments: said });
  const { entries } = await getConversation(hp, threadId);
  const told = entries.flatMap((entry) => (entry.type === 'question' ? [entry.question] : []));
  expect(told).toMatchObject([
    { title: 'Sure?', comments: said },
    { title: 'Really?', comments: [] },
  ]);
  expect((await listInbox(hp, { view: 'answered' })).items).toMatchObject([{ id: interruptId, comments: 2 }]);
  expect((await listInbox(hp)).items).toMatchObject([{ title: 'Really?', comments: 0 }]);
});
