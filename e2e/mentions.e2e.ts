import { expect, test, unique } from './fixtures';

test('who is mentioned in a comment finds the question, until they have said something', async ({
  page,
  visit,
  api,
  reviewAs,
  openAs,
}) => {
  const grace = unique('Grace');
  const { threadId } = await api.startPaused('age', { foo: 'known' });
  const known = await api.settle(threadId);
  await api.answer({ threadId, questionId: known.node ?? '', value: 30, by: grace });
  const subject = unique('Who knows');
  const { questions } = await api.startPaused('age', { foo: subject });
  await reviewAs('Ada');

  await visit(`/i/${questions.node}`);
  const comment = page.getByRole('textbox', { name: 'Comment' });
  await comment.pressSequentially('What do you think, @grac');
  await expect(page.getByRole('option', { name: grace })).toBeVisible();
  const place = await page.getByRole('option').allTextContents();
  for (let step = 0; step < place.indexOf(grace); step++) await comment.press('ArrowDown');
  await comment.press('Enter');
  await expect(comment).toHaveValue(`What do you think, @${grace} `);
  await comment.press('?');
  await page.getByRole('button', { name: 'Add comment' }).click();
  await expect(page.getByRole('list', { name: 'Comments' })).toContainText(`What do you think, @${grace} ?`);

  const other = await openAs(grace, '/inbox');
  await other.getByRole('link', { name: /^Mentions/ }).click();
  await expect(other.getByText(subject).first()).toBeVisible();
  await other.goto(`/i/${questions.node}`);
  await other.getByRole('textbox', { name: 'Comment' }).fill('Yes.');
  await other.getByRole('button', { name: 'Add comment' }).click();
  await expect(other.getByRole('list', { name: 'Comments' })).toContainText('Yes.');
  await other.goto('/inbox');
  await expect(other.getByRole('link', { name: /^Waiting/ })).toBeVisible();
  await expect(other.getByRole('link', { name: /^Mentions/ })).toBeHidden();
});
