import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test, unique } from './fixtures';

const onKeyboard = { tag: '@keyboard' };

const views = (page: Page) => page.getByRole('navigation', { name: 'Views' });
const view = (page: Page, name: string) => views(page).getByRole('link', { name });

/** Gives what the page shows a name. */
async function save(page: Page, { name, shared = false }: { name: string; shared?: boolean }): Promise<void> {
  await page.getByRole('button', { name: 'Save view' }).click();
  const dialog = page.getByRole('dialog', { name: 'Save view' });
  await dialog.getByRole('textbox', { name: 'Name' }).fill(name);
  if (shared) await dialog.getByRole('checkbox', { name: 'Everybody sees it' }).check();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toBeHidden();
}

test('a view is saved with its count, opened, renamed, shared and deleted', async ({ api, openAs }) => {
  const metadata = { case: crypto.randomUUID() };
  await api.ask(['one', 'two'], metadata);
  const [private_, renamed] = [unique('Mine'), unique('Ours')];
  const ada = await openAs('Ada', `/inbox?metadata=case=${metadata.case}&sort=newest`);
  await save(ada, { name: private_ });
  await expect(view(ada, private_)).toHaveText(/2$/);
  await expect(view(ada, private_)).toHaveAttribute('aria-current', 'page');
  await expect(view(ada, 'Waiting')).not.toHaveAttribute('aria-current', 'page');
  const grace = await openAs('Grace', '/inbox');
  await expect(view(grace, 'Waiting')).toBeVisible();
  await expect(view(grace, private_)).toBeHidden();

  await api.ask(['three'], metadata);
  await expect(view(ada, private_)).toHaveText(/3$/);
  await ada.getByRole('button', { name: 'Edit view' }).click();
  const dialog = ada.getByRole('dialog', { name: 'Edit view' });
  await dialog.getByRole('textbox', { name: 'Name' }).fill(renamed);
  await dialog.getByRole('checkbox', { name: 'Everybody sees it' }).check();
  const { violations } = await new AxeBuilder({ page: ada }).include('[role="dialog"]').analyze();
  expect(violations).toEqual([]);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(view(ada, renamed)).toBeVisible();

  await grace.reload();
  await view(grace, renamed).click();
  await expect(grace.getByRole('list', { name: 'Questions' }).getByRole('listitem')).toHaveCount(3);
  await expect(grace).toHaveURL(/sort=newest/);
  await expect(view(grace, renamed)).toHaveAttribute('aria-current', 'page');
  await expect(grace.getByRole('button', { name: 'Edit view' })).toBeHidden();

  await ada.getByRole('button', { name: 'Edit view' }).click();
  await ada.getByRole('button', { name: 'Delete view' }).click();
  await expect(view(ada, renamed)).toBeHidden();
});

test('a name that is taken is refused, and what was typed stays', async ({ api, openAs }) => {
  await api.ask(['one'], {});
  const [first, second] = [unique('First'), unique('Second')];
  const ada = await openAs(unique('Ada'), '/inbox?graph=age');
  await save(ada, { name: first });
  await ada.goto('/inbox?graph=age&sort=newest');
  await save(ada, { name: second });

  await ada.getByRole('button', { name: 'Edit view' }).click();
  const name = ada.getByRole('dialog').getByRole('textbox', { name: 'Name' });
  await name.fill(first);
  await name.press('Enter');

  await expect(name).toHaveAccessibleDescription(/another view/);
  await expect(name).toHaveValue(first);
});

test(
  'digits open views, f leads to the filters, and ⌘a selects all',
  onKeyboard,
  async ({ page, visit, api, reviewAs }) => {
    const metadata = { case: crypto.randomUUID() };
    await api.ask(['one', 'two', 'three'], metadata);
    await reviewAs(unique('Ada'));
    await visit(`/inbox?metadata=case=${metadata.case}`);
    await expect(view(page, 'Waiting')).toHaveAttribute('aria-current', 'page');

    await expect(async () => {
      await page.keyboard.press('ControlOrMeta+a');
      await expect(page.getByRole('status').filter({ hasText: '3 selected' })).toBeVisible({ timeout: 200 });
    }).toPass();
    await page.keyboard.press('2');
    await expect(page).toHaveURL(/view=mine/);
    await expect(page.getByText('No question matches')).toBeVisible();
    await page.keyboard.press('1');
    await expect(page.getByRole('list', { name: 'Questions' }).getByRole('listitem')).toHaveCount(3);
    await page.keyboard.press('f');
    await expect(page.getByRole('combobox', { name: 'Graph' })).toBeFocused();
  },
);
