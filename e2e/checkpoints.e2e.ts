import type { Page } from '@playwright/test';
import type { Api } from './api';
import { expect, test } from './fixtures';

/** A thread whose question was answered. */
async function finishedAge(api: Api): Promise<string> {
  const { threadId, questions } = await api.startPaused('age', { foo: 'abc' });
  await api.answer({ threadId, questionId: questions.node ?? '', value: 25, by: 'Grace' });
  await api.settle(threadId);
  return threadId;
}

const checkpoints = (page: Page) => page.getByRole('list', { name: 'Checkpoints' }).locator('> li');

test.beforeEach(async ({ reviewAs }) => reviewAs('Ada'));

test('any two checkpoints are compared, and the address holds which', async ({ page, visit, api }) => {
  const threadId = await finishedAge(api);
  await visit(`/threads/${threadId}?tab=history`);

  await checkpoints(page).last().getByRole('link', { name: 'Compare with the head' }).click();
  const comparison = page.getByRole('region', { name: 'Comparison' });
  await expect(comparison.getByRole('list', { name: 'Changes' })).toContainText('The human is 25 years old.');
  await expect(page).toHaveURL(/compare=/);
  await comparison.getByRole('combobox', { name: 'To' }).selectOption({ index: 1 });
  await expect(comparison.getByRole('status')).not.toContainText('The human is');
  await comparison.getByRole('button', { name: 'Swap the sides' }).click();
  await visit(page.url());

  await expect(comparison.getByRole('combobox', { name: 'To' })).toHaveValue(/.+/);
  await comparison.getByRole('button', { name: 'Close the comparison' }).click();
  await expect(comparison).toBeHidden();
});

test('the timeline tells how long each superstep took', async ({ page, visit, api }) => {
  const threadId = await finishedAge(api);

  await visit(`/threads/${threadId}?tab=history&show=timeline`);

  await expect(page.getByRole('list', { name: 'Timeline' }).getByRole('listitem').first()).toContainText(
    /node.*\d+ (ms|s)/,
  );
});

test('a thread goes back to any checkpoint and on from there, as a branch', async ({ page, visit, api }) => {
  const threadId = await finishedAge(api);
  await visit(`/threads/${threadId}?tab=history`);
  const before = await checkpoints(page).count();

  await checkpoints(page)
    .filter({ hasText: 'next: node' })
    .getByRole('link', { name: 'State at this checkpoint' })
    .click();
  await page.getByRole('button', { name: 'Fork from here' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('checkbox', { name: /Go on from there/ })).toBeChecked();
  await dialog.getByRole('button', { name: 'Fork', exact: true }).click();

  await expect(page.getByRole('textbox', { name: 'Your answer' })).toBeVisible();
  await visit(`/threads/${threadId}?tab=history`);
  await expect(page.getByRole('combobox', { name: 'Branch' })).toContainText('All 2 branches');
  expect(await checkpoints(page).count()).toBeGreaterThan(before);
  await visit('/activity?kind=fork');
  await expect(page.getByRole('list', { name: 'Decisions' })).toContainText('Ada');
});

test('the state is edited as a form, with what changes shown before, and is on record', async ({
  page,
  visit,
  api,
}) => {
  const threadId = await finishedAge(api);
  await visit(`/threads/${threadId}?tab=state`);

  await page.getByRole('button', { name: 'Edit state' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Foo' }).fill('xyz');
  await expect(dialog.getByRole('region', { name: 'What changes' })).toContainText('xyz');
  await dialog.getByRole('button', { name: 'Save the edit' }).click();

  await expect(dialog).toBeHidden();
  await expect(page.getByText('"xyz"')).toBeVisible();
  expect(await api.values(threadId)).toMatchObject({ foo: 'xyz' });
  await visit('/activity?kind=update_state');
  await expect(page.getByRole('list', { name: 'Decisions' })).toContainText('Ada edited the state');
});

test('an edit is refused while the thread is busy, and says which run to wait for', async ({ page, visit, api }) => {
  const threadId = await finishedAge(api);
  await visit(`/threads/${threadId}?tab=state`);
  await page.getByRole('button', { name: 'Edit state' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Foo' }).fill('xyz');

  const input = { messages: [{ role: 'user', content: 'weather in sf?' }] };
  await api.send(threadId, { graphId: 'agent', input, pace: 20 });
  await dialog.getByRole('button', { name: 'Save the edit' }).click();

  await expect(dialog.getByRole('alert')).toContainText('Thread is busy');
  await expect(dialog.getByRole('textbox', { name: 'Foo' })).toHaveValue('xyz');
});
