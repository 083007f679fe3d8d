import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';

test.beforeEach(async ({ reviewAs }) => reviewAs('Ada'));

async function writeInput(page: Page, input: unknown): Promise<void> {
  await page.getByRole('button', { name: 'New message' }).click();
  await page.getByRole('textbox', { name: 'Input' }).fill(JSON.stringify(input));
}

const send = (page: Page) => page.getByRole('button', { name: 'Send', exact: true }).click();

test('a message to a paused thread is not sent before its writer says what happens to the question', async ({
  page,
  visit,
  api,
}) => {
  const { threadId, questions } = await api.startPaused('age', { foo: 'abc' });

  await visit(`/threads/${threadId}`);
  const waiting = page.getByRole('list', { name: 'Questions that wait' });
  await expect(waiting.getByRole('link', { name: 'What is your age?' })).toBeVisible();
  await writeInput(page, { foo: 'new' });
  await expect(page.getByRole('group', { name: 'What should happen to the question that waits?' })).toBeVisible();
  await send(page);

  await expect(page.getByRole('alert').filter({ hasText: 'Not sent' })).toContainText(
    'Say first what should happen to what waits for an answer.',
  );
  await expect(page.getByRole('textbox', { name: 'Input' })).toHaveValue('{"foo":"new"}');
  expect(await api.settle(threadId)).toEqual(questions);
});

test('the question of a paused thread is answered where the thread stopped for it', async ({ page, visit, api }) => {
  const { threadId } = await api.startPaused('age', { foo: 'abc' });

  await visit(`/threads/${threadId}`);
  await expect(page.getByRole('button', { name: 'Answer', exact: true })).toHaveAttribute('aria-pressed', 'true');
  await page.getByRole('textbox', { name: 'Your answer' }).fill('25');
  await page.getByRole('button', { name: 'Send answer' }).click();

  await expect(page.getByRole('region', { name: 'State values' })).toContainText('The human is 25 years old.');
  await expect(page.getByText('Ada answered 25')).toBeVisible();
});

test('a message that drops the question is recorded with the name of its writer', async ({ page, visit, api }) => {
  const { threadId, questions } = await api.startPaused('age', { foo: 'abc' });

  await visit(`/threads/${threadId}`);
  await writeInput(page, { foo: 'new' });
  await page.getByRole('radio', { name: 'Drop the question' }).check();
  await send(page);

  await expect(page.getByText('Dropped by Ada with run')).toBeVisible();
  const { node: next } = await api.settle(threadId);
  expect(next).not.toBe(questions.node);
  expect(await api.values(threadId)).toMatchObject({ foo: 'new' });

  await visit(`/i/${questions.node}`);
  await expect(page.getByRole('status').filter({ hasText: 'Dropped by Ada with run' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Send answer' })).toBeHidden();

  await visit(`/inbox?view=superseded&q=${questions.node}`);
  const row = page.getByRole('list', { name: 'Questions' }).getByRole('listitem');
  await expect(row).toHaveCount(1);
  await expect(row).toContainText('Superseded');
  await expect(row).toContainText('Ada');
});

test('a message sent after the answer waits in the queue until the question is answered', async ({
  page,
  visit,
  api,
}) => {
  const { threadId, questions } = await api.startPaused('age', { foo: 'abc' });
  const queue = page.getByRole('region', { name: 'Queue' });

  await visit(`/threads/${threadId}`);
  await writeInput(page, { foo: 'later' });
  await page.getByRole('radio', { name: 'Send after the answer' }).check();
  await send(page);
  await expect(queue.getByRole('listitem')).toContainText(['after the answer']);
  expect(await api.values(threadId)).toEqual({ foo: 'abc' });
  await page.getByRole('textbox', { name: 'Your answer' }).fill('25');
  await page.getByRole('button', { name: 'Send answer' }).click();

  await expect(queue).toBeHidden();
  const fields = page.getByRole('region', { name: 'State values' });
  await expect(fields).toContainText('later');
  await expect(fields).toContainText('The human is 25 years old.');
  const { node: next } = await api.settle(threadId);
  expect(next).not.toBe(questions.node);
  expect((await api.runs(threadId)).map(({ status }) => status)).toEqual(['interrupted', 'interrupted', 'success']);
});
