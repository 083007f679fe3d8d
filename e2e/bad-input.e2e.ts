import { expectMessages, weatherTurn } from './expect-messages';
import { expect, test } from './fixtures';

const unknownPages = [
  { what: 'thread', path: '/threads/0198a000-0000-7000-8000-000000000000', back: 'All threads', to: /\/threads$/ },
  { what: 'thread with an id that is none', path: '/threads/no-uuid', back: 'All threads', to: /\/threads$/ },
  { what: 'question', path: '/i/00000000000000000000000000000000', back: 'Back to the inbox', to: /\/inbox$/ },
  { what: 'run', path: '/runs/0198a000-0000-7000-8000-000000000000', back: 'Threads', to: /\/threads$/ },
  { what: 'graph', path: '/graphs/nothing', back: 'Inbox', to: /\/inbox$/ },
  { what: 'page', path: '/nothing', back: 'Inbox', to: /\/inbox$/ },
];

for (const { what, path, back, to } of unknownPages) {
  test(`an unknown ${what} says so and leads back`, async ({ page, visit, allowConsoleError }) => {
    allowConsoleError(/status of 404/);

    await visit(path);

    await expect(page.getByRole('heading', { level: 1 })).toHaveText(/not found|no such|nothing at this address/);
    await page.getByRole('main').getByRole('link', { name: back, exact: true }).click();
    await expect(page).toHaveURL(to);
  });
}

test('a link to a question that was answered long ago shows the outcome', async ({ page, visit, api }) => {
  const { threadId, questions } = await api.startPaused('age', { foo: 'abc' });
  await api.answer({ threadId, questionId: questions.node ?? '', value: 25, by: 'Grace' });
  await api.settle(threadId);

  await visit(`/i/${questions.node}`);

  await expect(page.getByRole('status').filter({ hasText: 'Grace answered 25' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'What the answer led to' })).toContainText(
    'The human is 25 years old.',
  );
  await expect(page.getByRole('button', { name: 'Send answer' })).toBeHidden();
});

test('a run that is cancelled keeps its finished steps, and a retry goes on from them', async ({
  page,
  visit,
  api,
  reviewAs,
}) => {
  const question = "what's the weather in sf?";
  const input = { messages: [{ role: 'user', content: question }] };
  const threadId = await api.startThread('agent', input, { pace: 2 });
  await reviewAs('Ada');

  await visit(`/threads/${threadId}`);
  await expect(page.getByRole('article', { name: 'AI message' }).last()).toContainText('Here is');
  await page.getByRole('button', { name: 'Cancel', exact: true }).click();
  await expect(page.getByRole('list', { name: 'Conversation' })).toContainText('cancelled by Ada');
  await page.getByRole('button', { name: 'Retry' }).click();

  await expectMessages(page, weatherTurn(question, 'San Francisco'));
  await expect(page.getByText('No run is active.')).toBeAttached();
  expect((await api.runs(threadId)).map(({ status }) => status)).toEqual(['interrupted', 'success']);
});

test('a run that is rolled back from the header leaves nothing but a line', async ({ page, visit, api, reviewAs }) => {
  const input = { messages: [{ role: 'user', content: "what's the weather in sf?" }] };
  const threadId = await api.startThread('agent', input, { pace: 4 });
  await reviewAs('Ada');

  await visit(`/threads/${threadId}`);
  await expect(page.getByRole('article', { name: 'AI message' }).last()).toContainText('Here is');
  await page.getByRole('button', { name: 'Roll back' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete the run' }).click();

  await expect(page.getByRole('list', { name: 'Conversation' })).toContainText('was rolled back by Ada');
  await expect(page.getByRole('article')).toHaveCount(0);
  expect(await api.runs(threadId)).toEqual([]);
});

test('input that the graph cannot use fails its run with a reason on the screen', async ({ page, visit, api }) => {
  const threadId = await api.startThread('expense', { description: 'Chair', amount: -1 });
  await api.settle(threadId);

  await visit(`/threads/${threadId}`);

  // While the page streams in, a hidden copy may stand beside it.
  const main = page.getByRole('main');
  await expect(main.getByText(/The last run failed/)).toBeVisible();
  await expect(main.getByText(/needs a description and an amount above 0/).first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Retry' })).toBeVisible();
});

test('JSON that is none is not sent from the composer', async ({ page, visit, api, reviewAs }) => {
  const { threadId, questions } = await api.startPaused('age', { foo: 'abc' });
  await api.answer({ threadId, questionId: questions.node ?? '', value: 25, by: 'Grace' });
  await api.settle(threadId);
  await reviewAs('Ada');

  await visit(`/threads/${threadId}`);
  await page.getByRole('button', { name: 'New input' }).click();
  await page.getByRole('textbox', { name: 'Input' }).fill('{"foo": ');
  await page.getByRole('button', { name: 'Send', exact: true }).click();

  await expect(page.getByRole('alert').filter({ hasText: 'Not sent' })).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Input' })).toHaveValue('{"foo": ');
  expect(await api.runs(threadId)).toHaveLength(2);
});
