import { beforeAll, expect, test } from 'vitest';
import { assignQuestion } from '#lib/runs/assign-question';
import { claimInterrupt } from '#lib/runs/interrupt-claim';
import { testDatabase } from '#lib/testing/database';
import { type TestHoldpoint, testHoldpoint } from '#lib/testing/holdpoint';
import { asks } from '#lib/testing/test-graphs';
import { groupBulk } from './group-bulk';
import { matchQuestions } from './match-questions';
import { previewBulk } from './preview-bulk';

let hp: TestHoldpoint;

beforeAll(async () => {
  const choice = asks({ value: { question: 'Where to?', choices: ['north', 'south'] } });
  hp = await testHoldpoint(await testDatabase(), { choice });
  for (let n = 0; n < 4; n++) await hp.send(await hp.newThread(), 'choice', { input: { say: `${n}` } });
  await hp.runAll();
});

const filter = { graphId: 'choice' };

test('all that match are previewed, in the order of the list and no more than asked for', async () => {
  const all = await matchQuestions(hp, { filter, most: 10 });
  const newest = await matchQuestions(hp, { filter: { ...filter, sort: 'newest' }, most: 3 });
  const items = await previewBulk(hp, { ids: [...all, 'gone'], reviewer: 'Ada' });

  expect(all).toHaveLength(4);
  expect(newest).toEqual(all.toReversed().slice(0, 3));
  expect(items.map(({ id }) => id)).toEqual(all);
  expect(groupBulk(items)).toMatchObject([{ graphId: 'choice', ids: all, isOthers: false }]);
});

test('what others answer or shall answer is told apart, what is one’s own is not', async () => {
  const [claimed = '', assigned = '', mine = '', free = ''] = await matchQuestions(hp, { filter, most: 4 });
  await claimInterrupt(hp, { interruptId: claimed, reviewer: 'Grace' });
  await assignQuestion(hp, { interruptId: assigned, assignee: 'Edsger', actor: 'Grace' });
  await assignQuestion(hp, { interruptId: mine, assignee: 'Ada', actor: 'Grace' });

  const by = async (reviewer: string | null) => {
    const items = await previewBulk(hp, { ids: [claimed, assigned, mine, free], reviewer });
    return items.map(({ othersBy }) => othersBy);
  };

  expect(await by('Ada')).toEqual(['Grace', 'Edsger', null, null]);
  expect(await by('Grace')).toEqual([null, 'Edsger', 'Ada', null]);
  await hp.db.prisma.interrupt.update({ where: { id: claimed }, data: { claimedUntil: new Date(0) } });
  expect(await by(null)).toEqual([null, 'Edsger', 'Ada', null]);
});
