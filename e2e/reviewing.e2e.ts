import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, unique } from './fixtures';
import { test } from './undo-server';

const answerBox = (page: Page) => page.getByRole('textbox', { name: 'Your answer' });
const decision = (page: Page) => page.getByRole('status').filter({ hasText: 'You decided' });

async function expectNoViolations(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
    .analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(', ')}`)).toEqual([]);
}

test('a decision can be taken back, by its author alone, and the draft is there again', async ({ api, openAs }) => {
  const { threadId, questions } = await api.startPaused('age', { foo: 'abc' });
  const ada = await openAs('Ada', `/i/${questions.node}`);
  const grace = await openAs('Grace', `/i/${questions.node}`);
  const trail = await openAs('Edsger', `/activity?thread=${threadId}`);

  await answerBox(ada).fill('44');
  await ada.keyboard.press('ControlOrMeta+Enter');

  await expect(decision(ada)).toContainText('44');
  await expect(answerBox(ada)).toBeHidden();
  await expect(grace.getByRole('status').filter({ hasText: 'Ada is deciding' })).toContainText('44');
  await expect(grace.getByRole('button', { name: 'Undo' })).toBeHidden();
  await expect(answerBox(grace)).toBeHidden();
  await expectNoViolations(ada);
  await ada.keyboard.press('z');
  await expect(answerBox(ada)).toHaveValue('44');
  await expect(answerBox(grace)).toBeVisible();
  await expect(trail.getByRole('list', { name: 'Decisions' })).toContainText(/Ada took back the answer\s*44/);
});

test('the key that sends, pressed again, sends without waiting', async ({ api, openAs }) => {
  const { questions } = await api.startPaused('age', { foo: 'abc' });
  const ada = await openAs('Ada', `/i/${questions.node}`);
  await answerBox(ada).fill('44');
  await ada.keyboard.press('ControlOrMeta+Enter');
  await expect(decision(ada)).toBeVisible();

  await ada.keyboard.press('ControlOrMeta+Enter');

  await expect(ada.getByText('The human is 44 years old.')).toBeVisible();
});

test('who wants no time to take back sends at once', async ({ page, visit, api, reviewAs }) => {
  const { questions } = await api.startPaused('age', { foo: 'abc' });
  await reviewAs('Ada');
  await visit('/settings/profile');
  await page.getByRole('combobox', { name: 'Time to take a decision back' }).selectOption('None: send at once');
  await expect
    .poll(async () => (await page.context().cookies()).map(({ value }) => value).join())
    .toMatch(/undo%22%3A%220/);
  await visit(`/i/${questions.node}`);

  await answerBox(page).fill('44');
  await page.keyboard.press('ControlOrMeta+Enter');

  await expect(page.getByText('The human is 44 years old.')).toBeVisible();
});

test('who writes is shown to the others, who can answer too', async ({ api, openAs }) => {
  const subject = unique('visitor');
  const { questions } = await api.startPaused('age', { foo: subject });
  const ada = await openAs('Ada', `/i/${questions.node}`);
  const grace = await openAs('Grace', `/i/${questions.node}`);

  await answerBox(ada).pressSequentially('4');

  await expect(ada.getByText('You are answering this')).toBeVisible();
  await expect(grace.getByRole('status').filter({ hasText: 'Ada is answering this' })).toBeVisible();
  await expect(answerBox(grace)).toBeVisible();
  const inbox = await openAs('Edsger', `/inbox?view=claimed&q=${encodeURIComponent(subject)}`);
  await expect(inbox.getByRole('list', { name: 'Questions' })).toContainText('Claimed by Ada');
  await ada.getByRole('button', { name: 'Release' }).click();
  await expect(grace.getByRole('status').filter({ hasText: 'Ada is answering this' })).toBeHidden();
  await expect(inbox.getByText('No question matches')).toBeVisible();
});

test('c claims a question and gives it up', async ({ api, openAs }) => {
  const { questions } = await api.startPaused('age', { foo: 'abc' });
  const ada = await openAs('Ada', `/i/${questions.node}`);

  await ada.keyboard.press('c');
  await expect(ada.getByText('You are answering this')).toBeVisible();
  await ada.keyboard.press('c');

  await expect(ada.getByText('You are answering this')).toBeHidden();
});

test('the queue brings one question after the other, with skip, back and undo', async ({
  page,
  visit,
  api,
  reviewAs,
}) => {
  const subject = unique('visitor');
  for (const name of ['first', 'second', 'third']) await api.startPaused('age', { foo: `${subject} ${name}` });
  await reviewAs('Ada');
  await visit(`/inbox?q=${encodeURIComponent(subject)}`);
  // The list comes to life after the rest of the page, and hears no key before.
  await expect(async () => {
    await page.keyboard.press('w');
    await expect(page).toHaveURL((url) => url.pathname === '/inbox/work', { timeout: 2_000 });
  }).toPass();
  await expect(page.getByText('Question 1 of 3')).toBeVisible();
  const at = () => new URL(page.url()).searchParams.get('at');
  const first = at();

  await answerBox(page).fill('20');
  await page.keyboard.press('ControlOrMeta+Enter');

  await expect(page.getByText('Question 2 of 3')).toBeVisible();
  await expect(page.getByRole('status').filter({ hasText: 'Decided' })).toBeVisible();
  await expectNoViolations(page);
  await page.locator('h1').click();
  await page.keyboard.press('z');
  await expect(answerBox(page)).toHaveValue('20');
  expect(at()).toBe(first);
  await page.locator('h1').click();
  await page.keyboard.press('s');
  await expect(page.getByText('Question 2 of 3')).toBeVisible();
  await page.keyboard.press('s');
  await expect(page.getByText('Question 3 of 3')).toBeVisible();
  await page.keyboard.press('k');
  await expect(page.getByText('Question 2 of 3')).toBeVisible();
  await page.keyboard.press('s');
  await page.keyboard.press('s');
  await expect(page.getByText('That was the last one')).toBeVisible();
});

test('several questions are decided together, each in its own words, and taken back', async ({
  page,
  visit,
  api,
  reviewAs,
}) => {
  const subject = unique('desk');
  for (const amount of [120, 130]) await api.startPaused('expense', { description: subject, amount });
  await reviewAs('Ada');
  await visit(`/inbox?q=${encodeURIComponent(subject)}&node=manager_approval`);
  const rows = page.getByRole('list', { name: 'Questions' }).getByRole('listitem');
  await expect(rows).toHaveCount(2);
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  await expect(page.getByRole('status').filter({ hasText: '1 selected' })).toBeVisible();
  await page.keyboard.press('Shift+J');
  await expect(page.getByRole('status').filter({ hasText: '2 selected' })).toBeVisible();

  await page.getByRole('button', { name: 'Decide together' }).click();
  const dialog = page.getByRole('dialog', { name: 'Decide 2 questions' });
  await dialog.getByRole('radio', { name: 'Reject' }).check();

  const items = dialog.getByRole('list', { name: 'Questions to decide' }).getByRole('listitem');
  await expect(items.filter({ hasText: '"reject' })).toHaveCount(2);
  await expectNoViolations(page);
  await dialog.getByRole('button', { name: 'Send 2' }).click();
  await expect(dialog.getByRole('status')).toHaveText('2 of 2 done, 2 decided.');
  await expect(items.filter({ hasText: 'Decided.' })).toHaveCount(2);
  await dialog.getByRole('button', { name: 'Undo 2' }).click();
  await expect(items.filter({ hasText: 'it waits again' })).toHaveCount(2);
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  await expect(rows.filter({ hasText: 'about to be sent' })).toHaveCount(0);
});
