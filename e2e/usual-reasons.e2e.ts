import { expect, test, unique } from './fixtures';

test('a reason that was given before is given again at one press, and can be changed', async ({
  page,
  visit,
  api,
  reviewAs,
}) => {
  await reviewAs('Ada');
  const reason = unique('Too dear');
  const before = await api.startPaused('deploy', { version: '1.0.0' });
  const value = { id: 'apr_1', approved: false, reason };
  const questionId = before.questions.build ?? '';
  await api.answer({ threadId: before.threadId, questionId, value, by: 'Grace' });
  const { threadId, questions } = await api.startPaused('deploy', { version: '2.0.0' });

  await visit(`/i/${questions.build}`);
  await page.getByRole('radio', { name: 'Deny' }).check();
  await page.getByRole('group', { name: 'Usual reasons' }).getByRole('button', { name: reason }).click();
  const field = page.getByRole('textbox', { name: 'Reason' });
  await expect(field).toHaveValue(reason);
  await field.fill(`${reason} by far`);
  await page.getByRole('button', { name: 'Deny' }).click();

  await expect(page.getByText('Ada answered')).toBeVisible();
  await api.settle(threadId);
  expect((await api.values(threadId)).outcome).toEqual([`Not built: ${reason} by far`]);
});
