import { expect, test } from 'vitest';
import { assignQuestion } from '#lib/runs/assign-question';
import { snoozeQuestion } from '#lib/runs/snooze-question';
import { askOne } from '#lib/testing/ask-one';
import { testDatabase } from '#lib/testing/database';
import { testHoldpoint } from '#lib/testing/holdpoint';
import { asks } from '#lib/testing/test-graphs';
import { previewTriage } from './preview-triage';

test('what is to be arranged together says whose it is, and what has to be known before', async () => {
  const hp = await testHoldpoint(await testDatabase(), { sure: asks({ value: 'Sure?' }) });
  const ids: string[] = [];
  while (ids.length < 4) ids.push((await askOne(hp, 'sure')).interruptId);
  const [a = '', b = '', c = '', d = ''] = ids;
  const preview = (some: string[]) => previewTriage(hp, { ids: some, reviewer: 'Ada' });
  const deadline = async (id: string, expiresAt: Date) =>
    hp.db.prisma.interrupt.update({ where: { id }, data: { expiresAt } });

  await assignQuestion(hp, { interruptId: b, assignee: 'Grace', actor: 'Ada' });
  await assignQuestion(hp, { interruptId: c, assignee: 'Ada', actor: 'Ada' });
  await snoozeQuestion(hp, { interruptId: c, until: new Date(Date.now() + 60_000), actor: 'Ada' });
  await deadline(a, new Date(0));
  await hp.db.prisma.interrupt.update({ where: { id: a }, data: { snoozedUntil: new Date(0) } });
  await deadline(c, new Date('2999-02-01'));
  await deadline(d, new Date('2999-01-01'));

  expect(await preview([d, b, a, c])).toEqual({
    free: [d, a, c],
    ofOthers: [b],
    isAssigned: true,
    isSnoozed: true,
    deadline: '2999-01-01T00:00:00.000Z',
  });
  expect(await preview([a])).toMatchObject({ isAssigned: false, isSnoozed: false, deadline: null });
  expect(await preview([])).toMatchObject({ free: [], ofOthers: [], isAssigned: false, deadline: null });
});
