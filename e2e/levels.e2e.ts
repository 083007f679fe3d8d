import { expect, test } from './fixtures';

test('the risk that an agent states is shown in words, and questions are found by it', async ({
  api,
  page,
  visit,
  isMobile,
}) => {
  const { questions } = await api.startPaused('charge_card', { amount: 321 });
  await api.startPaused('age', { foo: 'abc' });
  await visit('/inbox?q=321');
  const rows = page.getByRole('list', { name: 'Questions' }).getByRole('listitem');
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText('High risk');

  if (isMobile) await page.getByRole('button', { name: 'Filters', exact: true }).click();
  await page.getByRole('button', { name: 'More filters' }).click();
  await page.getByRole('combobox', { name: 'Risk' }).selectOption('Low risk');
  await expect(page.getByText('No question matches')).toBeVisible();
  await page.getByRole('combobox', { name: 'Risk' }).selectOption('High risk');
  await expect(page).toHaveURL(/risk=high/);
  await expect(rows).toHaveCount(1);
  await page.getByRole('combobox', { name: 'Risk' }).selectOption('At least medium risk');
  await expect(page).toHaveURL(/risk=medium%2B/);
  await expect(rows).toHaveCount(1);
  await page.getByRole('combobox', { name: 'Priority' }).selectOption('High priority');
  await expect(page.getByText('No question matches')).toBeVisible();

  await visit(`/i/${questions.review}`);
  await expect(page.getByRole('main').getByText('High risk')).toBeVisible();
});
