import { beforeAll, expect, it } from 'vitest';
import { answerInterrupt } from '#lib/runs/answer-interrupt';
import { addComment, changeComment } from '#lib/runs/comments';
import { askOne } from '#lib/testing/ask-one';
import { type TestDatabase, testDatabase } from '#lib/testing/database';
import { type TestHoldpoint, testHoldpoint } from '#lib/testing/holdpoint';
import { asks } from '#lib/testing/test-graphs';
import { countInbox, listInbox } from './list-inbox';

let db: TestDatabase;
let hp: TestHoldpoint;

beforeAll(async () => {
  db = await testDatabase();
  hp = await testHoldpoint(db, { sure: asks({ value: 'Sure?' }) });
});

const mentioned = async (reviewer: string | null) =>
  (await listInbox(hp, { view: 'mentions', reviewer })).items.map(({ id }) => id);

it('a question is among the mentions of whom it mentions until they comment, or it is decided', async () => {
  const { interruptId } = await askOne(hp, 'sure');
  const { interruptId: other } = await askOne(hp, 'sure');
  const say = (author: string, mentions: string[], id = interruptId) =>
    addComment(hp, { interruptId: id, author, text: 'x', mentions });

  await say('Ada', ['Grace', 'Ada']);
  await say('Ada', ['Grace'], other);
  expect(await mentioned('Grace')).toEqual([interruptId, other]);
  expect((await countInbox(hp, { reviewer: 'Grace' })).mentions).toBe(2);
  expect(await mentioned('Ada')).toEqual([]);
  expect(await mentioned(null)).toEqual([]);

  await say('Grace', []);
  expect(await mentioned('Grace')).toEqual([other]);
  const again = await say('Ada', []);
  expect(await mentioned('Grace')).toEqual([other]);
  await changeComment(hp, { commentId: again, text: 'y', mentions: ['Grace'], actor: 'Ada' });
  expect(await mentioned('Grace')).toEqual([interruptId, other]);
  await answerInterrupt(hp, { interruptId, value: 1, actor: 'Edsger' });
  expect(await mentioned('Grace')).toEqual([other]);
});
