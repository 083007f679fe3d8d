import type { Page, Route } from '@playwright/test';
import { expect, test } from './fixtures';

const decidedAlready = 'This question was decided before your answer was sent. Your draft is kept.';

async function draft(page: Page, answer: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Your answer' }).fill(answer);
}

async function send(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Send answer' }).click();
}

function draftNotice(page: Page) {
  return page.getByRole('alert').filter({ hasText: decidedAlready });
}

/** Keeps what a page sends on its way to the server; what it reads passes. */
async function holdWrite(route: Route, held: Route[]): Promise<void> {
  if (route.request().method() === 'POST') held.push(route);
  else await route.continue();
}

test('while one reviewer still writes, the answer of another appears by itself and the draft is kept', async ({
  api,
  openAs,
}) => {
  const { questions } = await api.startPaused('age', { foo: 'abc' });
  const ada = await openAs('Ada', `/i/${questions.node}`);
  const grace = await openAs('Grace', `/i/${questions.node}`);
  await draft(grace, '77');

  await draft(ada, '44');
  await send(ada);

  await expect(draftNotice(grace)).toContainText('Ada answered 44');
  await draftNotice(grace).getByText('Show your draft').click();
  await expect(draftNotice(grace)).toContainText('"77"');
  await expect(grace.getByRole('button', { name: 'Send answer' })).toBeHidden();
  await draftNotice(grace).getByRole('button', { name: 'Discard draft' }).click();
  await expect(draftNotice(grace)).toBeHidden();
  await expect(ada.getByText('The human is 44 years old.')).toBeVisible();
  await expect(grace.getByText('The human is 44 years old.')).toBeVisible();
});

test('a second reviewer cannot answer the same question, is told who was first and keeps the draft', async ({
  api,
  openAs,
}) => {
  const { threadId, questions } = await api.startPaused('age', { foo: 'abc' });
  const grace = await openAs('Grace', `/i/${questions.node}`);
  // Her page does not hear what happens before she sends: its questions are answered with nothing new.
  const stale = await grace.request.get(`/data/interrupts/${questions.node}`);
  const body = await stale.text();
  await grace.route('**/data/interrupts/*', (route) => route.fulfill({ body, contentType: 'application/json' }));
  await draft(grace, '77');
  await api.answer({ threadId, questionId: questions.node ?? '', value: 44, by: 'Ada' });
  await api.settle(threadId);
  await expect(grace.getByRole('button', { name: 'Send answer' })).toBeVisible();

  await grace.unroute('**/data/interrupts/*');
  await send(grace);

  await expect(draftNotice(grace)).toContainText('Ada answered 44');
  await draftNotice(grace).getByText('Show your draft').click();
  await expect(draftNotice(grace)).toContainText('"77"');
  expect(await api.values(threadId)).toMatchObject({ human_value: 'The human is 44 years old.' });
});

test('of two answers sent at the same moment one is taken, and the other reviewer learns of it', async ({
  api,
  openAs,
}) => {
  const { threadId, questions } = await api.startPaused('age', { foo: 'abc' });
  const reviewers = [
    { name: 'Ada', age: '44' },
    { name: 'Grace', age: '77' },
  ];
  const screens = await Promise.all(
    reviewers.map(async (reviewer) => ({ ...reviewer, page: await openAs(reviewer.name, `/i/${questions.node}`) })),
  );
  const sent: Route[] = [];
  for (const { page, age } of screens) {
    await draft(page, age);
    await page.route('**/i/*', (route) => holdWrite(route, sent));
    await send(page);
  }
  await expect.poll(() => sent.length).toBe(screens.length);

  await Promise.all(sent.map((route) => route.continue()));

  await Promise.all(screens.map(({ page }) => expect(page.getByRole('region', { name: /led to/ })).toBeVisible()));
  await api.settle(threadId);
  const { human_value: result } = await api.values(threadId);
  const winner = screens.find(({ age }) => result === `The human is ${age} years old.`);
  expect(winner).toBeDefined();
  for (const { page, name } of screens) {
    const line = `${winner?.name} answered ${winner?.age}`;
    await expect(page.getByRole('status').filter({ hasText: line })).toBeVisible();
    await expect(draftNotice(page)).toHaveCount(name === winner?.name ? 0 : 1);
  }
});

test('a page that loads while a question is answered shows the answer', async ({ page, api, reviewAs }) => {
  const { threadId, questions } = await api.startPaused('age', { foo: 'abc' });
  await reviewAs('Grace');
  const listening: Route[] = [];
  await page.route('**/live', (route) => void listening.push(route));

  await page.goto(`/i/${questions.node}`);
  await expect(page.getByRole('button', { name: 'Send answer' })).toBeVisible();
  await api.answer({ threadId, questionId: questions.node ?? '', value: 44, by: 'Ada' });
  await api.settle(threadId);
  await expect.poll(() => listening.length).toBe(1);
  await Promise.all(listening.map((route) => route.continue()));

  await expect(page.getByRole('status').filter({ hasText: 'Ada answered 44' })).toBeVisible();
});
