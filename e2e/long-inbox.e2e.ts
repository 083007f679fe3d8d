import type { Page } from '@playwright/test';
import type { Api } from './api';
import { expect, test } from './fixtures';

const onKeyboard = { tag: '@keyboard' };

const subjects = (count: number) => Array.from({ length: count }, (_, n) => `visitor ${n + 1}`);

/** As many questions as asked for, and the address of the list that holds them alone. */
async function askMany(api: Api, count: number): Promise<{ address: string; metadata: Record<string, string> }> {
  const metadata = { case: crypto.randomUUID() };
  await api.ask(subjects(count), metadata);
  return { address: `/inbox?metadata=case=${metadata.case}`, metadata };
}

const list = (page: Page) => page.getByRole('list', { name: 'Questions' });
const rows = (page: Page) => list(page).getByRole('listitem');
const row = (page: Page, place: number) => list(page).locator(`[aria-posinset="${place}"]`);

/** Scrolls on until the row is in the document: pages are read on the way. */
async function scrollTo(page: Page, place: number): Promise<void> {
  await expect(async () => {
    await page.evaluate(() => window.scrollBy(0, 2000));
    await expect(row(page, place)).toBeVisible({ timeout: 200 });
  }).toPass();
  await row(page, place).scrollIntoViewIfNeeded();
}

test('a long list is read on while one scrolls, and only what is in sight is in the document', async ({
  page,
  visit,
  api,
}) => {
  const { address } = await askMany(api, 130);

  await visit(address);
  await expect(rows(page).first()).toBeVisible();
  await scrollTo(page, 130);

  await expect(row(page, 130)).toHaveAttribute('aria-setsize', '130');
  expect(await rows(page).count()).toBeLessThan(80);
  await expect(row(page, 1)).toHaveCount(0);
  await expect(page.getByRole('link', { name: 'Next page' })).toBeHidden();
});

test('Back leads to the place in the list, with the focus and the selection', async ({ page, visit, api }) => {
  const { address } = await askMany(api, 80);
  await visit(address);
  await scrollTo(page, 70);
  await row(page, 68).getByRole('checkbox').check();
  await expect(page.getByRole('status').filter({ hasText: '1 selected' })).toBeVisible();
  // Brings it out from under the bar that the selection has.
  await row(page, 70).getByRole('link').hover();
  const before = await row(page, 70).boundingBox();
  await row(page, 70).getByRole('link').click();
  await expect(page.getByRole('textbox', { name: 'Your answer' })).toBeVisible();

  await page.goBack();

  await expect(row(page, 70).getByRole('link')).toBeFocused();
  await expect
    .poll(async () => Math.round((await row(page, 70).boundingBox())?.y ?? 0))
    .toBe(Math.round(before?.y ?? -1));
  await expect(page.getByRole('status').filter({ hasText: '1 selected' })).toBeVisible();
});

test('j and k walk beyond the first page', onKeyboard, async ({ page, visit, api }) => {
  const { address } = await askMany(api, 60);
  await visit(address);
  await expect(rows(page).first()).toBeVisible();

  await expect(async () => {
    await page.keyboard.press('j');
    await expect(row(page, 1).getByRole('link')).toBeFocused({ timeout: 50 });
  }).toPass();
  for (let pressed = 1; pressed < 56; pressed++) await page.keyboard.press('j');
  await expect(row(page, 56).getByRole('link')).toBeFocused();
  await expect(row(page, 56)).toBeInViewport();
  await page.keyboard.press('k');

  await expect(row(page, 55).getByRole('link')).toBeFocused();
});

test('what is decided above leaves the list, and what is in sight stays where it is', async ({ page, visit, api }) => {
  const { address } = await askMany(api, 60);
  await visit(address);
  await scrollTo(page, 40);
  const link = await row(page, 40).getByRole('link').getAttribute('href');
  const first = await api.firstWaiting(address);
  const inSight = list(page).locator(`[href="${link}"]`);
  const before = await inSight.boundingBox();

  await api.answer({ threadId: first.threadId, questionId: first.id, value: 30, by: 'Grace' });

  await expect(list(page).locator(`li:has([href="${link}"])`)).toHaveAttribute('aria-posinset', '39');
  expect((await inSight.boundingBox())?.y).toBeCloseTo(before?.y ?? 0, 0);
});

test('what is newer than the list is announced, and does not move it', async ({ page, visit, api }) => {
  const { address, metadata } = await askMany(api, 5);
  await visit(`${address}&sort=newest`);
  await expect(rows(page)).toHaveCount(5);
  const firstLink = rows(page).first().getByRole('link');
  const first = (await firstLink.getAttribute('href')) ?? '';

  await api.ask(['latecomer'], metadata);

  const announced = page.getByRole('status').filter({ hasText: '1 new' });
  await expect(announced).toBeVisible();
  await expect(rows(page)).toHaveCount(5);
  await expect(firstLink).toHaveAttribute('href', first);
  await announced.getByRole('button').click();
  await expect(rows(page)).toHaveCount(6);
  await expect(rows(page).first()).toContainText('latecomer');
  await expect(page.getByText('1 new')).toBeHidden();
});

test('what is newer than the list comes at its end when the oldest are first', async ({ page, visit, api }) => {
  const { address, metadata } = await askMany(api, 3);
  await visit(address);
  await expect(rows(page)).toHaveCount(3);

  await api.ask(['latecomer'], metadata);

  await expect(page.getByRole('status').filter({ hasText: '1 new, at the end' })).toHaveCount(1);
  await expect(rows(page).last()).toContainText('latecomer');
});

test.describe('without any script', () => {
  test.use({ javaScriptEnabled: false });

  test('the list is a list of links, page by page', async ({ page, api }) => {
    const { address } = await askMany(api, 52);

    await page.goto(address);
    await expect(rows(page)).toHaveCount(50);
    await page.getByRole('link', { name: 'Next page' }).click();
    await expect(rows(page)).toHaveCount(2);
    await page.getByRole('link', { name: 'First page' }).click();
    await expect(rows(page)).toHaveCount(50);
    await rows(page).first().getByRole('link').click();

    await expect(page.getByRole('heading', { level: 1, name: 'What is your age?' })).toBeVisible();
  });
});
