import { expectMessages, weatherTurn } from './expect-messages';
import { expect, unique } from './fixtures';
import { SERVER_IS_GONE, test } from './own-server';

const question = "what's the weather in sf?";

/** The lease of a run that nobody executes any more runs out after 10 seconds, then its last step is done again. */
const TAKEN_OVER_MS = 40_000;

test('after a kill -9, questions still wait and unfinished runs go on', async ({
  page,
  visit,
  api,
  reviewAs,
  server,
  allowConsoleError,
}) => {
  test.slow();
  const subject = unique('visitor');
  await reviewAs('Ada');
  await api.startPaused('age', { foo: subject });
  const input = { messages: [{ role: 'user', content: question }] };
  const threadId = await api.startThread('agent', input, { pace: 2 });
  await visit(`/threads/${threadId}`);
  await expect(page.getByRole('article', { name: 'AI message' }).last()).toContainText('Here is');
  allowConsoleError(SERVER_IS_GONE);

  await server.kill();
  await expect(page.getByRole('status').filter({ hasText: 'Connection lost' })).toBeVisible();
  await server.start();

  await expect(page.getByRole('status').filter({ hasText: 'Connection lost' })).toBeHidden();
  await visit('/inbox');
  const row = page.getByRole('list', { name: 'Questions' }).getByRole('listitem').filter({ hasText: subject });
  await row.getByRole('link', { name: 'What is your age?' }).click();
  await page.getByRole('textbox', { name: 'Your answer' }).fill('25');
  await page.getByRole('button', { name: 'Send answer' }).click();
  await expect(page.getByText('The human is 25 years old.')).toBeVisible();

  await visit(`/threads/${threadId}`);
  await expect(page.getByText('No run is active.')).toBeAttached({ timeout: TAKEN_OVER_MS });
  await expectMessages(page, weatherTurn(question, 'San Francisco'));
  await page.getByRole('tab', { name: 'Runs' }).click();
  const run = page.getByRole('list', { name: 'Runs of this thread' }).getByRole('listitem');
  await expect(run).toHaveCount(1);
  await expect(run).toContainText('Success');
  await expect(run).toContainText('attempt 2');
});
