import type { Page } from '@playwright/test';
import { expect } from './fixtures';
import { test } from './undo-server';

const list = (page: Page) => page.getByRole('list', { name: 'Questions' });
const decided = (page: Page) => page.getByRole('status').filter({ hasText: 'You decided' });
const radio = (page: Page, tool: string, name: string) =>
  page.getByRole('group', { name: `Decision on ${tool}` }).getByRole('radio', { name });

/** A key that is pressed before its part of the page is alive is lost. */
async function pressUntil(page: Page, key: string, holds: () => Promise<void>): Promise<void> {
  await expect(async () => {
    await page.keyboard.press(key);
    await holds();
  }).toPass();
}

async function tabTo(page: Page, name: string): Promise<void> {
  const wanted = page.getByRole('textbox', { name });
  await pressUntil(page, 'Tab', () => expect(wanted).toBeFocused({ timeout: 50 }));
}

// The mouse is not touched: what cannot be done by keys would hang this.
test('a reviewer works by keys alone, from the inbox to the palette', { tag: '@keyboard' }, async ({
  page,
  visit,
  api,
  reviewAs,
}) => {
  test.slow();
  const id = (await api.startPaused('approve_tools', {})).questions.review ?? '';
  await api.startPaused('expense', { description: 'Train to Bern', amount: 120 });
  await reviewAs('Ada');
  // All of a question is in sight.
  await page.setViewportSize({ width: 1280, height: 1600 });
  await visit('/inbox');

  await test.step('find and open', async () => {
    await pressUntil(page, '/', () => expect(page.getByRole('searchbox')).toBeFocused({ timeout: 50 }));
    await page.keyboard.type(id);
    await expect(list(page).getByRole('link')).toHaveCount(1);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('searchbox')).toHaveValue(id);
    await page.keyboard.press('j');
    await expect(list(page).getByRole('link').first()).toBeFocused();
    await page.keyboard.press('o');
    await expect(page).toHaveURL(/\/i\//);
  });
  const question = page.url();

  await test.step('edit, and look at the difference', async () => {
    await pressUntil(page, 'e', () => expect(radio(page, 'send_email', 'Edit')).toBeChecked({ timeout: 50 }));
    await tabTo(page, 'Subject');
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('Orders of last year');
    await page.keyboard.press('Escape');
    await page.keyboard.press('d');
    await expect(page.getByRole('list', { name: 'Changes' })).toContainText('last year');
    await page.keyboard.press('d');
    await expect(page.getByRole('textbox', { name: 'Subject' })).toHaveValue('Orders of last year');
  });

  await test.step('approve the other action, and take it all back', async () => {
    await page.keyboard.press('a');
    await expect(radio(page, 'delete_rows', 'Approve')).toBeChecked();
    await page.keyboard.press('ControlOrMeta+Enter');
    await expect(decided(page)).toBeVisible();
    await page.keyboard.press('z');
    await expect(radio(page, 'delete_rows', 'Approve')).toBeChecked();
  });

  await test.step('reject it instead', async () => {
    await page.keyboard.press('[');
    await page.keyboard.press('[');
    await page.keyboard.press('r');
    await expect(radio(page, 'delete_rows', 'Reject')).toBeChecked();
    await page.keyboard.press('ControlOrMeta+Enter');
    await expect(decided(page)).toContainText('reject');
    expect(page.url()).toBe(question);
  });

  await test.step('work the queue', async () => {
    await page.keyboard.press('u');
    await expect(page).toHaveURL(/\/inbox$/);
    await pressUntil(page, 'w', () =>
      expect(page).toHaveURL((url) => url.pathname === '/inbox/work', { timeout: 2_000 }),
    );
    await expect(page.getByRole('status').filter({ hasText: 'Question 1' })).toBeVisible();
    await pressUntil(page, 's', () => expect(page.getByText(/Question 2|the last one/)).toBeVisible({ timeout: 500 }));
  });

  await test.step('leave by the palette', async () => {
    await page.keyboard.press('ControlOrMeta+k');
    await expect(page.getByRole('combobox', { name: 'Commands and search' })).toBeFocused();
    await page.keyboard.type('insights');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/insights$/);
  });
});
