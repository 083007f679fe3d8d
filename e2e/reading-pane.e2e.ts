import type { Page } from '@playwright/test';
import { expectReadable } from './expect-accessible';
import { expect, test, unique } from './fixtures';

const onKeyboard = { tag: '@keyboard' };

const rows = (page: Page) => page.getByRole('list', { name: 'Questions' }).getByRole('link');
const pane = (page: Page) => page.getByRole('region', { name: 'Question', exact: true });
const splitter = (page: Page) => page.getByRole('separator', { name: 'Width of the list' });

test.beforeEach(async ({ visit, page, reviewAs }) => {
  await reviewAs('Ada');
  await visit('/settings/profile');
  await page.getByRole('checkbox', { name: 'Beside the list' }).check();
  // The server keeps it, and the next page asks the server.
  const cookies = async () => (await page.context().cookies()).map(({ value }) => decodeURIComponent(value)).join();
  await expect.poll(cookies).toContain('"readingPane":true');
});

test(
  'who wants that reads and decides a question beside the list, by keys',
  onKeyboard,
  async ({ page, visit, api }) => {
    const subject = unique('Train to Bern');
    const { threadId } = await api.startPaused('expense', { description: subject, amount: 120 });
    // All of a question is in sight.
    await page.setViewportSize({ width: 1280, height: 1600 });
    await visit(`/inbox?q=${encodeURIComponent(subject)}`);
    await expect(pane(page)).toContainText('No question is chosen');
    await expect(async () => {
      await page.keyboard.press('j');
      await expect(rows(page).first()).toBeFocused({ timeout: 50 });
    }).toPass();
    const title = (await rows(page).first().textContent()) ?? '';

    await page.keyboard.press('o');
    await expect(pane(page).getByRole('heading', { level: 2, name: title })).toBeVisible();
    await expect(page).toHaveURL(/sel=/);
    await expect(rows(page).first()).toBeFocused();
    await expectReadable(page);
    await expect(async () => {
      await page.keyboard.press('a');
      await expect(pane(page).getByRole('radio', { name: 'Approve' })).toBeChecked({ timeout: 100 });
    }).toPass();
    await page.keyboard.press('ControlOrMeta+Enter');
    await expect(pane(page).getByText('Ada answered').first()).toBeVisible();
    await expect(rows(page)).toHaveCount(1);
    await page.keyboard.press('u');

    await expect(pane(page)).toContainText('No question is chosen');
    expect(await api.settle(threadId)).toBeDefined();
  },
);

test('the width of the list is changed by keys and by a press, and kept', onKeyboard, async ({ page, visit, api }) => {
  await api.startPaused('age', { foo: 'abc' });
  await visit('/inbox');
  await expect(splitter(page)).toHaveAttribute('aria-valuenow', '432');

  await splitter(page).focus();
  await page.keyboard.press('ArrowRight');
  await expect(splitter(page)).toHaveAttribute('aria-valuenow', '448');
  await splitter(page).click();
  await expect(splitter(page)).toHaveAttribute('aria-valuenow', '480');
  const before = (await page.getByRole('list', { name: 'Questions' }).boundingBox())?.width ?? 0;
  expect(Math.round(before)).toBe(480);
  const box = await splitter(page).boundingBox();
  await page.mouse.move((box?.x ?? 0) + 12, 300);
  await page.mouse.down();
  await page.mouse.move((box?.x ?? 0) + 72, 300, { steps: 4 });
  await page.mouse.up();
  await expect(splitter(page)).not.toHaveAttribute('aria-valuenow', '480');
  const width = Number(await splitter(page).getAttribute('aria-valuenow'));
  // Where the mouse is, and no preset.
  expect(Math.abs(width - 540)).toBeLessThan(4);

  await expect(async () => {
    const fromServer = await (await page.request.get('/inbox')).text();
    expect(fromServer).toContain(`min(${width}px,100% - 24rem) auto minmax(0, 1fr)`);
  }).toPass();
});

test('where there is no room beside the list, a question has its page', async ({ page, visit, api }) => {
  const subject = unique('visitor');
  await api.startPaused('age', { foo: subject });
  await page.setViewportSize({ width: 1000, height: 800 });
  await visit(`/inbox?q=${encodeURIComponent(subject)}`);

  await rows(page).first().click();

  await expect(page).toHaveURL(/\/i\//);
  await expect(page.getByRole('heading', { level: 1, name: 'What is your age?' })).toBeVisible();
});

test('on a screen of 1024 px, too, a question is read beside the list', onKeyboard, async ({ page, visit, api }) => {
  const subject = unique('visitor');
  await api.startPaused('age', { foo: subject });
  await page.setViewportSize({ width: 1024, height: 800 });
  await visit(`/inbox?q=${encodeURIComponent(subject)}`);

  await rows(page).first().click();

  await expect(pane(page).getByRole('heading', { level: 2, name: 'What is your age?' })).toBeVisible();
  await expectReadable(page);
});

test(
  'what is unread stays in the list while it is read beside it',
  onKeyboard,
  async ({ page, visit, api, reviewAs }) => {
    const subject = unique('visitor');
    for (const place of ['first', 'second']) await api.startPaused('age', { foo: `${subject} ${place}` });
    await reviewAs(unique('Ada'));
    await visit(`/inbox?unread=true&q=${encodeURIComponent(subject)}`);
    await expect(rows(page)).toHaveCount(2);

    await rows(page).first().click();
    await expect(pane(page).getByRole('textbox', { name: 'Your answer' })).toBeVisible();
    await expect(page.getByRole('list', { name: 'Questions' }).getByText('Unread')).toHaveCount(1);
    await expect(rows(page)).toHaveCount(2);
    await pane(page).getByRole('button', { name: 'Close question' }).click();

    await expect(rows(page)).toHaveCount(1);
  },
);

test(
  'who else looks is said beside the list, and the reader there is seen by others',
  onKeyboard,
  async ({ page, visit, api, openAs }) => {
    const { questions } = await api.startPaused('age', { foo: 'abc' });
    await visit(`/inbox?sel=${questions.node}`);
    await expect(pane(page).getByRole('textbox', { name: 'Your answer' })).toBeVisible();

    const grace = await openAs('Grace', `/i/${questions.node}`);

    await expect(pane(page).getByText('Grace is looking')).toBeVisible();
    await expect(grace.getByText('Ada is looking')).toBeVisible();
    await pane(page).getByRole('button', { name: 'Close question' }).click();
    await expect(grace.getByText('Ada is looking')).toBeHidden();
  },
);
