import type { Locator, Page } from '@playwright/test';
import { expectReadable } from './expect-accessible';
import { expect, test, unique } from './fixtures';

const onKeyboard = { tag: '@keyboard' };

const dialog = (page: Page) => page.getByRole('dialog');
const field = (page: Page) => dialog(page).getByRole('textbox', { name: 'New key' });
const changeOf = (page: Page, what: string) => page.getByRole('button', { name: new RegExp(`^Change .*: ${what}$`) });

/** Gives what is named so another key, by the keyboard alone. */
async function chooseKey(page: Page, what: string, key: string): Promise<void> {
  await changeOf(page, what).focus();
  await page.keyboard.press('Enter');
  await expect(field(page)).toBeFocused();
  await page.keyboard.press(key);
  await page.keyboard.press('Enter');
  await expect(dialog(page)).toBeHidden();
}

/** Presses until it has worked: a key that is pressed before its part of the page is alive is lost. */
async function pressUntil(page: Page, key: string, worked: () => Promise<void>): Promise<void> {
  await expect(async () => {
    await page.keyboard.press(key);
    await worked();
  }).toPass();
}

const isFocused = (row: Locator) => () => expect(row).toBeFocused({ timeout: 50 });

test(
  'a key that is changed works, is named everywhere, and the old one does nothing',
  onKeyboard,
  async ({ page, visit, api, reviewAs }) => {
    const subject = unique('visitor');
    const { questions } = await api.startPaused('age', { foo: subject });
    await reviewAs('Ada');
    await visit('/settings/keys');

    await chooseKey(page, 'Next', 'y');
    await expect(changeOf(page, 'Next')).toBeFocused();
    await chooseKey(page, 'Claim the question, or release it', 'Shift+Q');
    await expect(page.getByRole('status').filter({ hasText: '2 keys are changed' })).toBeVisible();
    // The server keeps them, and the next page asks the server.
    const cookies = async () => (await page.context().cookies()).map(({ value }) => decodeURIComponent(value)).join();
    await expect.poll(cookies).toContain('"c":"Q"');

    await visit(`/inbox?q=${encodeURIComponent(subject)}`);
    const row = page.getByRole('list', { name: 'Questions' }).getByRole('link');
    await pressUntil(page, 'y', isFocused(row));
    await row.blur();
    await page.keyboard.press('j');
    await expect(row).not.toBeFocused();
    await page.keyboard.press('?');
    const entry = (what: string) => dialog(page).getByRole('term').filter({ hasText: what }).locator('..');
    await expect(entry('Next').first()).toHaveText(/Nexty$/);
    await expect(entry('Claim the question')).toHaveText(/Shiftq$/);

    await visit(`/i/${questions.node}`);
    const claim = page.getByRole('button', { name: 'Claim' });
    await expect(claim).toHaveAttribute('aria-keyshortcuts', 'Shift+Q');
    await expect(claim).toHaveText(/Shiftq/);
    await page.keyboard.press('c');
    await pressUntil(page, 'Shift+Q', () =>
      expect(page.getByText('You are answering this')).toBeVisible({ timeout: 1000 }),
    );
    await page.keyboard.press('ControlOrMeta+k');
    await expect(dialog(page).getByRole('option', { name: /Claim the question/ })).toContainText(/Shiftq$/);
  },
);

test('a key that is taken is refused by name, and exchanged on demand', onKeyboard, async ({ page, visit }) => {
  await visit('/settings/keys');
  await changeOf(page, 'Next').click();
  await page.keyboard.press('x');

  await expect(field(page)).toHaveAccessibleDescription(/is taken: “Select the question” \(The inbox\)/);
  await page.keyboard.press('Enter');
  await expect(dialog(page)).toBeVisible();
  await page.keyboard.press('3');
  await expect(field(page)).toHaveAccessibleDescription(/is taken: “Open a view” \(The inbox\)/);
  await expect(dialog(page).getByRole('button', { name: 'Swap the two' })).toBeHidden();
  await page.keyboard.press('x');
  await dialog(page).getByRole('button', { name: 'Swap the two' }).click();

  await expect(page.getByRole('button', { name: 'Change x: Next' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Change j: Select the question' })).toBeVisible();
});

test('a sequence is changed, and works again as at first once it is reset', onKeyboard, async ({ page, visit }) => {
  await visit('/settings/keys');
  await changeOf(page, 'Runs').click();
  await page.keyboard.press('q');
  await page.keyboard.press('r');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Change q r: Runs' })).toBeFocused();

  await page.keyboard.press('q');
  await page.keyboard.press('r');
  await expect(page).toHaveURL(/\/runs$/);

  await visit('/settings/keys');
  await changeOf(page, 'Runs').click();
  await dialog(page).getByRole('button', { name: 'Reset' }).click();
  await dialog(page).getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('button', { name: 'Change g r: Runs' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Reset all' })).toBeDisabled();
});

test('with Alt a key works while single keys are off', onKeyboard, async ({ page, visit }) => {
  await visit('/settings/keys');
  await chooseKey(page, 'Threads', 'Alt+t');
  await page.getByRole('checkbox', { name: 'Single keys' }).uncheck();

  await page.keyboard.press('g');
  await page.keyboard.press('r');
  await page.keyboard.press('?');
  await expect(dialog(page)).toBeHidden();
  await expect(page).toHaveURL(/\/settings\/keys$/);
  await page.keyboard.press('Alt+t');

  await expect(page).toHaveURL(/\/threads$/);
});

test('keys are changed by hand, kept for the next visit, and reset together', async ({ page, visit }) => {
  await visit('/settings/keys');
  await changeOf(page, 'Next').click();
  await field(page).fill('y');
  await expectReadable(page);
  await dialog(page).getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('1 key is changed')).toBeVisible();
  await expect(async () => {
    const fromServer = await (await page.request.get('/settings/keys')).text();
    expect(fromServer).toContain('Change y: Next');
  }).toPass();

  await visit('/settings/keys');
  await expect(page.getByRole('button', { name: 'Change y: Next' })).toBeVisible();
  await page.getByRole('button', { name: 'Reset all' }).click();
  await dialog(page).getByRole('button', { name: 'Reset all keys' }).click();

  await expect(page.getByRole('button', { name: 'Change j: Next' })).toBeVisible();
  await expect(page.getByText('None is changed.')).toBeVisible();
});
