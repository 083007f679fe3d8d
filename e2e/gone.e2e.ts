import { expect, test } from './fixtures';

const NOBODY = '00000000-0000-4000-8000-00000000dead';

test.beforeEach(async ({ allowConsoleError, reviewAs }) => {
  allowConsoleError(/404|403/);
  await reviewAs('Ada');
});

const unknown = [
  { address: '/i/feedfacefeedfacefeedfacefeedface', title: 'There is no such question', way: 'Back to the inbox' },
  { address: `/threads/${NOBODY}`, title: 'Thread not found', way: 'All threads' },
  { address: '/threads/not-an-id', title: 'Thread not found', way: 'All threads' },
  { address: `/runs/${NOBODY}`, title: 'There is nothing at this address', way: 'Threads' },
  { address: '/graphs/nothing', title: 'There is nothing at this address', way: 'Inbox' },
  { address: `/settings/webhooks/${NOBODY}`, title: 'There is nothing at this address', way: 'Inbox' },
  { address: '/settings/nothing', title: 'There is nothing at this address', way: 'Inbox' },
  { address: '/nowhere', title: 'There is nothing at this address', way: 'Inbox' },
];

for (const { address, title, way } of unknown) {
  test(`${address} says that nothing is there, and where to go on`, async ({ page }) => {
    const response = await page.goto(address);

    expect(response?.status()).toBe(404);
    await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
    await expect(page.getByRole('main').getByRole('link', { name: way })).toBeVisible();
  });
}

test('a question that is deleted under a draft says so, and leaves the draft', async ({ page, visit, api }) => {
  const { threadId, questions } = await api.startPaused('age', { foo: 'abc' });
  await visit(`/i/${questions.node}`);
  await page.getByRole('textbox', { name: 'Your answer' }).fill('twenty-five');

  await api.deleteThread(threadId);

  await expect(page.getByRole('heading', { level: 1, name: 'This question is gone' })).toBeVisible();
  await expect(page.getByText('Your draft was not sent.')).toBeVisible();
  await expect(page.getByRole('main')).toContainText('twenty-five');
  await expect(page.getByRole('button', { name: 'Send answer' })).toBeHidden();
  await page.getByRole('button', { name: 'Discard draft' }).click();
  await expect(page.getByRole('main')).not.toContainText('twenty-five');
});

test('in the queue a question that is deleted makes way for the next', async ({ page, visit, api }) => {
  const { threadId, questions } = await api.startPaused('age', { foo: 'abc' });
  await api.startPaused('age', { foo: 'abc' });
  await visit(`/inbox/work?at=${questions.node}`);
  await expect(page.getByRole('button', { name: /Skip/ })).toBeVisible();

  await api.deleteThread(threadId);
  await expect(page.getByRole('heading', { name: 'This question is gone' })).toBeVisible();
  await page.getByRole('button', { name: /Next/ }).click();

  await expect(page.getByRole('button', { name: /Skip/ })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'This question is gone' })).toBeHidden();
  expect(page.url()).not.toContain(questions.node);
});

test('a thread that is deleted while it is read says so', async ({ page, visit, api }) => {
  const { threadId } = await api.startPaused('age', { foo: 'abc' });
  await visit(`/threads/${threadId}`);
  await expect(page.getByRole('tab', { name: 'Conversation' })).toBeVisible();

  await api.deleteThread(threadId);

  await expect(page.getByRole('heading', { level: 1, name: 'Thread not found' })).toBeVisible();
});

test('who is refused by what stands before the server is told to sign in', async ({ page, visit, api }) => {
  await api.startPaused('age', { foo: 'abc' });
  await page.route('**/data/inbox?*', (route) => route.fulfill({ status: 403, body: '<html>Forbidden</html>' }));
  await page.route('**/data/inbox', (route) => route.fulfill({ status: 403, body: '<html>Forbidden</html>' }));

  await visit('/inbox?view=mine');

  await expect(page.getByRole('alert').filter({ hasText: 'You may have to sign in again' })).toBeVisible();
});
