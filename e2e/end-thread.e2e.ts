import { expect, test } from './fixtures';

test('a thread is ended without an answer, and everybody sees by whom and why', async ({
  page,
  visit,
  api,
  reviewAs,
  openAs,
}) => {
  await reviewAs('Ada');
  const { threadId, questions } = await api.startPaused('expense', { description: 'Chair', amount: 300 });
  const other = await openAs('Grace', `/i/${questions.finance_approval}`);
  await other.getByRole('textbox', { name: 'Note' }).fill('Looks fine');

  await visit(`/i/${questions.manager_approval}`);
  await page.getByRole('button', { name: 'End thread' }).click();
  const dialog = page.getByRole('dialog', { name: 'End the thread without an answer?' });
  await expect(dialog.getByRole('listitem')).toHaveText([/Manager approval/, /Finance approval/]);
  await dialog.getByRole('button', { name: 'End thread' }).click();
  const why = dialog.getByRole('textbox', { name: 'Why no answer is needed' });
  await expect(why).toHaveAccessibleDescription(/Say why nobody has to answer or go on/);
  await why.fill('The order was cancelled.');
  await dialog.getByRole('button', { name: 'End thread' }).click();

  await expect(dialog).toBeHidden();
  await expect(page.getByRole('status').filter({ hasText: 'Ada ended the thread' })).toContainText(
    'Note: The order was cancelled.',
  );
  await expect(other.getByText('Ada ended the thread')).toBeVisible();
  await expect(other.getByText('Your draft is kept')).toBeVisible();
  expect(await api.settle(threadId)).toEqual({});

  await visit(`/activity?thread=${threadId}`);
  await expect(page.getByText('because “The order was cancelled.”')).toBeVisible();
  await visit(`/threads/${threadId}`);
  const story = page.getByRole('list', { name: 'Conversation' });
  await expect(story.getByText('Ada ended the thread, because “The order was cancelled.”')).toBeVisible();
  await expect(story.getByText('Dropped by Ada with the end of the thread')).toHaveCount(2);
});

test('a thread that pauses at a breakpoint is ended on its page, and its conversation says why', async ({
  page,
  visit,
  api,
  reviewAs,
}) => {
  await reviewAs('Ada');
  const threadId = await api.startThread('age', { foo: 'abc' }, { breakpoint: 'node' });
  await api.settle(threadId);

  await visit(`/threads/${threadId}`);
  await page.getByRole('button', { name: 'End thread' }).click();
  const dialog = page.getByRole('dialog', { name: 'End the thread?' });
  await dialog.getByRole('textbox', { name: 'Why it ends' }).fill('Nobody needs it.');
  await dialog.getByRole('button', { name: 'End thread' }).click();

  await expect(dialog).toBeHidden();
  await expect(page.getByRole('list', { name: 'Conversation' })).toContainText(
    'Ada ended the thread, because “Nobody needs it.”',
  );
  await expect(page.getByRole('button', { name: 'End thread' })).toBeHidden();
});
