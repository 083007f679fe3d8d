import type { Page } from '@playwright/test';
import { expect, test, unique } from './fixtures';

const ask = (content: string) => ({ messages: [{ role: 'user', content }] });
const row = (page: Page, text: string) =>
  page.getByRole('list', { name: 'Runs' }).getByRole('listitem').filter({ hasText: text });

test.beforeEach(async ({ reviewAs }) => reviewAs('Ada'));

test('a run is cancelled in the list, and can be retried there', async ({ page, visit, api }) => {
  const subject = unique('weather in Bern');
  const threadId = await api.startThread('agent', ask(subject), { pace: 30 });
  await visit(`/runs?q=${threadId}`);
  await expect(row(page, subject)).toContainText('Running');

  await row(page, subject)
    .getByRole('button', { name: /^Cancel run/ })
    .click();

  await expect(row(page, subject)).toContainText('interrupted: cancelled by Ada');
  await expect(row(page, subject).getByRole('button', { name: /Cancel|Roll back/ })).toHaveCount(0);
  await row(page, subject).getByRole('button', { name: 'Retry' }).click();
  await expect(page.getByRole('list', { name: 'Runs' }).getByRole('listitem')).toHaveCount(2);
  expect(await api.runs(threadId)).toHaveLength(2);
});

test('a run that is rolled back leaves the list, and its message stays in the activity', async ({
  page,
  visit,
  api,
}) => {
  const subject = unique('weather in Oslo');
  const threadId = await api.startThread('agent', ask(subject), { pace: 30 });
  await visit(`/runs?q=${threadId}`);

  await row(page, subject).getByRole('button', { name: 'Roll back' }).click();
  const dialog = page.getByRole('dialog', { name: /Roll back run/ });
  await expect(dialog).toContainText(subject);
  await dialog.getByRole('button', { name: 'Delete the run' }).click();

  await expect(page.getByText('No run matches')).toBeVisible();
  expect(await api.runs(threadId)).toEqual([]);
  await visit('/runs');
  await page.getByRole('link', { name: 'What was rolled back' }).click();
  const decision = page.getByRole('list', { name: 'Decisions' }).getByRole('listitem').filter({ hasText: subject });
  await expect(decision).toContainText('Ada rolled back a run');
  await expect(decision).toContainText(`its message: “${subject}”`);
  await visit(`/threads/${threadId}`);
  await expect(page.getByRole('list', { name: 'Conversation' })).toContainText(`rolled back by Ada, with “${subject}”`);
});

test('a run that failed is retried in the list', async ({ page, visit, api }) => {
  const threadId = await api.startThread('expense', { amount: -1 });
  await api.settle(threadId);
  await visit(`/runs?q=${threadId}`);
  const runs = page.getByRole('list', { name: 'Runs' }).getByRole('listitem');
  await expect(runs).toContainText('An expense needs a description');

  await runs.getByRole('button', { name: 'Retry' }).click();

  await expect(runs).toHaveCount(2);
  await expect(runs.first()).toContainText('Continue from the last checkpoint');
  await expect(runs.last().getByRole('button', { name: 'Retry' })).toBeHidden();
});

test('a run that waits is stopped in the list only while its thread stands there', async ({ page, visit, api }) => {
  const { threadId, questions } = await api.startPaused('age', { foo: 'abc' });
  await visit(`/runs?q=${threadId}`);
  const cancel = page.getByRole('button', { name: /^Cancel run/ });
  await expect(cancel).toHaveCount(1);

  await api.answer({ threadId, questionId: questions.node ?? '', value: 25, by: 'Grace' });

  await expect(page.getByRole('list', { name: 'Runs' }).getByRole('listitem')).toHaveCount(2);
  await expect(page.getByText('Success', { exact: true })).toBeVisible();
  await expect(cancel).toHaveCount(0);
});
