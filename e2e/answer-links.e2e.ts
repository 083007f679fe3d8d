import type { Page } from '@playwright/test';
import type { Api } from './api';
import { expect, test } from './fixtures';

/** Makes a link on the page of a question, as a reviewer. @returns its address */
async function makeLink(page: Page, name = ''): Promise<string> {
  await page.getByRole('button', { name: 'Ask someone else' }).click();
  const dialog = page.getByRole('dialog', { name: 'Ask someone else' });
  await dialog.getByRole('textbox', { name: 'Who is asked' }).fill(name);
  await dialog.getByRole('button', { name: 'Make link' }).click();
  const address = await dialog.getByRole('status').locator('code').textContent();
  await dialog.getByRole('button', { name: 'Close' }).click();
  return address ?? '';
}

async function askedAge(api: Api) {
  const { threadId, questions } = await api.startPaused('age', { foo: 'abc' });
  return { threadId, question: `/i/${questions.node}`, questionId: questions.node ?? '' };
}

test('somebody without an account answers, once, and the reviewer sees who it was', async ({
  page,
  browser,
  api,
  visit,
  reviewAs,
}) => {
  const { threadId, question } = await askedAge(api);
  await reviewAs('Ada');
  await visit(question);
  const address = await makeLink(page, 'Maria');
  const context = await browser.newContext();
  const other = await context.newPage();
  const requests: string[] = [];
  other.on('request', (request) => requests.push(new URL(request.url()).pathname));

  await other.goto(address);
  const response = await other.reload();
  await expect(other.getByText('Ada asks Maria.')).toBeVisible();
  expect(await api.settle(threadId)).toHaveProperty('node');
  expect(response?.headers()).toMatchObject({ 'referrer-policy': 'no-referrer', 'x-frame-options': 'DENY' });
  expect(await other.locator('meta[name=robots]').getAttribute('content')).toContain('noindex');
  await expect(other.getByRole('link')).toHaveCount(0);
  await expect(other.getByRole('navigation')).toHaveCount(0);

  await other.getByRole('textbox', { name: 'Your answer' }).fill('33');
  await other.getByRole('button', { name: 'Send answer' }).click();
  await expect(other.getByText('The decision is recorded')).toBeVisible();
  await expect(other.getByText('Maria answered 33')).toBeVisible();
  await expect(page.getByText('link: Maria answered')).toBeVisible();
  await api.settle(threadId);
  expect(await api.values(threadId)).toMatchObject({ human_value: 'The human is 33 years old.' });
  expect(requests.filter((path) => !/^\/(a|_next)\//.test(path) && path !== '/icon.svg')).toEqual([]);

  // Who comes late, or comes again, is told.
  const again = await other.request.post(`${address}/decide`, { form: { 'answer/text': '44' }, maxRedirects: 0 });
  expect(again.status()).toBe(303);
  await other.goto(address);
  await expect(other.getByText('Maria answered 33')).toBeVisible();
  await expect(other.getByRole('button')).toHaveCount(0);
  await context.close();
});

test('a link that is revoked, expired or unknown says no more than that', async ({
  page,
  api,
  visit,
  reviewAs,
  allowConsoleError,
}) => {
  allowConsoleError(/404/);
  const { question } = await askedAge(api);
  await reviewAs('Ada');
  await visit(question);
  const address = await makeLink(page);

  await page.getByRole('button', { name: 'Ask someone else' }).click();
  await page.getByRole('button', { name: 'Revoke the link for whoever has it' }).click();
  await expect(page.getByRole('list', { name: 'Links to this question' }).getByText('Revoked')).toBeVisible();

  await page.goto(address);
  await expect(page.getByRole('heading', { name: 'This link was revoked' })).toBeVisible();
  await expect(page.getByText('What is your age?')).toHaveCount(0);
  const unknown = await page.goto(`${address}x`);
  expect(unknown?.status()).toBe(404);
  await expect(page.getByRole('heading', { name: 'This link leads nowhere' })).toBeVisible();
});

test('a question that was decided elsewhere shows who decided, and what', async ({ page, api, visit, reviewAs }) => {
  const { threadId, question, questionId } = await askedAge(api);
  await reviewAs('Ada');
  await visit(question);
  const address = await makeLink(page);

  await api.answer({ threadId, questionId, value: 51, by: 'Grace' });

  await page.goto(address);
  await expect(page.getByText('There is nothing left to decide')).toBeVisible();
  await expect(page.getByText('Grace answered 51')).toBeVisible();
});

test.describe('without any script', () => {
  test('an answer that does not fit is shown again with what is wrong, and then sent', async ({
    page,
    api,
    visit,
    reviewAs,
    browser,
  }) => {
    const { threadId, questions } = await api.startPaused('expense', { description: 'Chair', amount: 300 });
    await reviewAs('Ada');
    await visit(`/i/${questions.manager_approval}`);
    const address = await makeLink(page);
    const context = await browser.newContext({ javaScriptEnabled: false });
    const other = await context.newPage();

    await other.goto(address);
    await other.getByRole('radio', { name: 'Edit' }).check();
    await other.getByRole('button', { name: 'Send answer' }).click();
    await expect(other.getByText('Look at what your choice asks for')).toBeVisible();
    await other.getByRole('textbox', { name: 'Amount' }).fill('-5');
    await other.getByRole('textbox', { name: 'Note' }).fill('too much');
    await other.getByRole('button', { name: 'Send answer' }).click();
    await expect(other.getByRole('textbox', { name: 'Amount' })).toHaveAccessibleDescription(/more than 0/);
    await expect(other.getByRole('textbox', { name: 'Note' })).toHaveValue('too much');
    await other.getByRole('textbox', { name: 'Amount' }).fill('120');
    await other.getByRole('button', { name: 'Send answer' }).click();
    await expect(other.getByText('Give your name')).toBeVisible();
    await other.getByRole('textbox', { name: 'Your name' }).fill('Grace');
    await other.getByRole('button', { name: 'Send answer' }).click();

    await expect(other.getByText('The decision is recorded')).toBeVisible();
    await expect(page.getByText('link: Grace answered')).toBeVisible();
    await expect(page.getByText('Note: too much')).toBeVisible();
    expect(Object.keys(await api.settle(threadId))).toEqual(['finance_approval']);
    await context.close();
  });
});

test('nothing else can be done under the address of a link', async ({ page, api, visit, reviewAs, request }) => {
  const { question } = await askedAge(api);
  await reviewAs('Ada');
  await visit(question);
  const address = await makeLink(page);

  expect((await request.post(address, { headers: { 'next-action': 'x' } })).status()).toBe(405);
  expect((await request.post(address, { multipart: { $ACTION_ID_x: '' } })).status()).toBe(405);
  expect((await request.get(`${address}/decide`)).status()).toBe(405);
  expect((await request.head(address)).status()).toBe(200);
  await page.goto(address);
  await expect(page.getByRole('textbox', { name: 'Your answer' })).toBeVisible();
});
