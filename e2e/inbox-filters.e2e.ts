import { expectReadable } from './expect-accessible';
import { expect, test, unique } from './fixtures';

const PHONE = { width: 390, height: 844 };

test('on a phone filters are folded away, and what is active is named and taken away', async ({ page, visit, api }) => {
  const subject = unique('visitor');
  await api.startPaused('age', { foo: subject });
  await page.setViewportSize(PHONE);
  await visit(`/inbox?q=${encodeURIComponent(subject)}&graph=age&risk=high`);
  const graph = page.getByRole('combobox', { name: 'Graph' });
  const active = page.getByRole('list', { name: 'Active filters' });

  await expect(graph).toBeHidden();
  // That is for who has no scripts.
  await expect(page.getByRole('button', { name: 'Show', exact: true })).toBeHidden();
  await expect(page.getByRole('button', { name: 'Filters 2 active' })).toHaveAttribute('aria-expanded', 'false');
  await expect(active.getByRole('link')).toHaveText(['graph age', 'high risk']);
  await expect(page.getByText('No question matches')).toBeVisible();
  await expectReadable(page);
  await active.getByRole('link', { name: 'Remove high risk' }).click();
  await expect(page.getByRole('list', { name: 'Questions' }).getByRole('listitem')).toHaveCount(1);
  await expect(page).not.toHaveURL(/risk/);

  await page.getByRole('button', { name: 'Filters 1 active' }).click();
  await expect(graph).toHaveValue('age');
  await expect(active).toBeHidden();
  await graph.selectOption('Any graph');
  await expect(page).not.toHaveURL(/graph/);
  await expect(page.getByRole('button', { name: 'Filters', exact: true })).toBeVisible();
});

test('f opens what is folded away and leads there', { tag: '@keyboard' }, async ({ page, visit }) => {
  await page.setViewportSize(PHONE);
  await visit('/inbox');
  await expect(page.getByRole('combobox', { name: 'Graph' })).toBeHidden();

  await expect(async () => {
    await page.keyboard.press('f');
    await expect(page.getByRole('combobox', { name: 'Graph' })).toBeFocused({ timeout: 50 });
  }).toPass();
});

test('only where a view holds others too, a row says that its question waits', async ({ page, visit, api }) => {
  const subject = unique('visitor');
  await api.startPaused('age', { foo: subject });
  const row = page.getByRole('list', { name: 'Questions' }).getByRole('listitem');

  await visit(`/inbox?view=all&q=${encodeURIComponent(subject)}`);
  await expect(row.getByText('Waiting')).toBeVisible();
  await visit(`/inbox?q=${encodeURIComponent(subject)}`);

  await expect(row).toBeVisible();
  await expect(row.getByText('Waiting')).toHaveCount(0);
});

test.describe('without any script', () => {
  test.use({ javaScriptEnabled: false });

  test('the filters are a form, with all of its fields', async ({ page, api }) => {
    const subject = unique('visitor');
    await api.startPaused('age', { foo: subject });
    const rows = page.getByRole('list', { name: 'Questions' }).getByRole('listitem');
    await page.goto('/inbox');

    await page.getByRole('combobox', { name: 'Graph' }).selectOption('age');
    await page.getByRole('searchbox').fill(subject);
    await page.getByRole('button', { name: 'Show' }).click();
    await expect(rows).toHaveCount(1);
    await page.getByRole('button', { name: 'More filters' }).click();
    await expect(page.getByRole('combobox', { name: 'Graph' })).toHaveValue('age');
    await expect(rows).toHaveCount(1);
    await page.getByRole('combobox', { name: 'Age' }).selectOption('Older than 7 days');
    await page.getByRole('button', { name: 'Show' }).click();

    await expect(page).toHaveURL(/older=10080/);
    await expect(page.getByRole('combobox', { name: 'Age' })).toHaveValue('10080');
    await expect(rows).toHaveCount(0);
  });
});
