import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test, unique } from './fixtures';

const onKeyboard = { tag: '@keyboard' };

const palette = (page: Page) => page.getByRole('dialog', { name: 'Commands and search' });
const option = (page: Page, name: string | RegExp) => palette(page).getByRole('option', { name });

async function openByKeys(page: Page): Promise<void> {
  await page.keyboard.press('ControlOrMeta+k');
  await expect(palette(page).getByRole('combobox')).toBeFocused();
}

test(
  '⌘K leads to a screen by a part of its name, and Escape back to where one was',
  onKeyboard,
  async ({ page, visit }) => {
    await visit('/inbox');
    const search = page.getByRole('searchbox');
    await search.focus();
    await openByKeys(page);
    await page.keyboard.press('Escape');
    await expect(palette(page)).toBeHidden();
    await expect(search).toBeFocused();

    await openByKeys(page);
    await page.keyboard.type('insi');
    await expect(option(page, /Insights/)).toHaveAttribute('aria-selected', 'true');
    await page.keyboard.press('Enter');

    await expect(page).toHaveURL(/\/insights$/);
    await expect(palette(page)).toBeHidden();
  },
);

test(
  'a question is claimed, approved and left for its thread by name',
  onKeyboard,
  async ({ page, visit, api, reviewAs }) => {
    const { threadId, questions } = await api.startPaused('expense', { description: 'Chair', amount: 300 });
    await reviewAs('Ada');
    await visit(`/i/${questions.manager_approval}`);
    const choose = async (typed: string) => {
      await openByKeys(page);
      await page.keyboard.type(typed);
      await page.keyboard.press('Enter');
      await expect(palette(page)).toBeHidden();
    };

    await choose('claim the');
    await expect(page.getByText('You are answering this')).toBeVisible();
    await choose('to approve');
    await expect(page.getByRole('radio', { name: 'Approve' })).toBeChecked();
    await choose('its thread');

    await expect(page).toHaveURL(new RegExp(`/threads/${threadId}$`));
  },
);

test('questions and threads are found by their words and by their ids', async ({ page, visit, api, isMobile }) => {
  const subject = unique('visitor');
  const { threadId, questions } = await api.startPaused('age', { foo: subject });
  await visit('/runs');

  // On a phone it is in the top bar, elsewhere at the side.
  await page.getByRole('button', { name: isMobile ? 'Commands and search' : 'Search' }).click();
  await palette(page).getByRole('combobox').fill(subject);
  await expect(option(page, /What is your age/)).toHaveCount(1);
  await expect(palette(page).getByRole('status')).toContainText('1 question');
  await palette(page).getByRole('combobox').fill(threadId);
  await expect(palette(page).getByRole('group', { name: 'Threads' }).getByRole('option')).toHaveCount(1);
  await palette(page)
    .getByRole('combobox')
    .fill(questions.node ?? '');
  await option(page, /What is your age/).click();

  await expect(page).toHaveURL(new RegExp(`/i/${questions.node}$`));
});

test(
  'the first that the server found opens by Enter, and nothing says that there is none',
  onKeyboard,
  async ({ page, visit, api }) => {
    const subject = unique('visitor');
    const threadsFound = page.waitForResponse(/\/data\/threads\?/);
    const { questions } = await api.startPaused('age', { foo: subject });
    await visit('/runs');
    // Whichever is found sooner.
    await page.route('**/data/inbox?*', async (route) => {
      await threadsFound;
      await route.continue();
    });

    await openByKeys(page);
    await page.keyboard.type(subject);
    await expect(option(page, /What is your age/)).toHaveAttribute('aria-selected', 'true');
    await expect(palette(page).getByText('Nothing is called so.')).toBeHidden();
    await page.keyboard.press('Enter');

    await expect(page).toHaveURL(new RegExp(`/i/${questions.node}$`));
  },
);

test('the look is changed by name, also with single keys turned off', async ({ page, visit, isMobile }) => {
  await visit('/settings/keys');
  await page.getByRole('checkbox', { name: 'Single keys' }).uncheck();
  const choose = async (typed: string) => {
    await page.getByRole('button', { name: isMobile ? 'Commands and search' : /^Search/ }).click();
    await palette(page).getByRole('combobox').fill(typed);
    await page.keyboard.press('Enter');
  };

  await choose('dark theme');
  await expect(page.locator('html')).toHaveClass(/dark/);
  await choose('compact');
  await expect(page.locator('html')).toHaveAttribute('data-density', 'compact');
  await choose('this sheet');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
});

test('everyone can read the palette, in light and dark', async ({ page, visit, api }) => {
  const subject = unique('visitor');
  await api.startPaused('age', { foo: subject });
  await visit('/inbox');
  await page.getByRole('button', { name: /^(Search|Commands and search)/ }).click();
  await palette(page).getByRole('combobox').fill(subject);
  await expect(option(page, /What is your age/)).toBeVisible();

  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await expect.poll(() => page.evaluate(() => document.documentElement.className)).toContain(colorScheme);
    const { violations } = await new AxeBuilder({ page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
      .analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(', ')}`)).toEqual([]);
  }
});
