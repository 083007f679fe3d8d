import { expect, test } from './fixtures';

test('a question asked by a graph shows up in the inbox', async ({ page, api, reviewAs }) => {
  const threadId = await api.startThread('age', { foo: 'abc' });
  const [question] = await api.settle(threadId);
  await reviewAs('Ada');

  await page.goto('/inbox');

  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.locator(`a[href$="/i/${question}"]`).first()).toBeVisible();
});
