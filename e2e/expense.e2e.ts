import type { Page } from '@playwright/test';
import { expect, test, unique } from './fixtures';

function questionRow(page: Page, title: string) {
  return page.getByRole('list', { name: 'Questions' }).getByRole('link', { name: title });
}

test('of two approvals asked at once, approving one leaves the other waiting', async ({
  page,
  visit,
  api,
  reviewAs,
}) => {
  const trip = unique('Train to Bern');
  const { threadId, questions } = await api.startPaused('expense', { description: trip, amount: 120 });
  await reviewAs('Ada');

  await visit(`/inbox?q=${encodeURIComponent(trip)}`);
  await expect(questionRow(page, `Finance approval: ${trip}`)).toBeVisible();
  await questionRow(page, `Manager approval: ${trip}`).click();
  await page.getByRole('radio', { name: 'Approve' }).check();
  await page.getByRole('button', { name: 'Approve' }).click();

  await expect(page.getByText('Ada answered')).toBeVisible();
  await expect(page.getByText('Paused: the thread waits for its other questions.')).toBeVisible();
  const { finance_approval: waiting, ...answered } = await api.settle(threadId);
  expect(waiting).toBe(questions.finance_approval);
  expect(answered).toEqual({});
  expect(await api.values(threadId)).toMatchObject({ payments: {} });

  await visit(`/inbox?q=${encodeURIComponent(trip)}`);
  await expect(questionRow(page, `Finance approval: ${trip}`)).toBeVisible();
  await expect(questionRow(page, `Manager approval: ${trip}`)).toBeHidden();
});

test('an amount that the question does not allow is refused at its field and changes nothing', async ({
  page,
  visit,
  api,
  reviewAs,
}) => {
  const { threadId, questions } = await api.startPaused('expense', { description: unique('Chair'), amount: 300 });
  const amount = page.getByRole('textbox', { name: 'Amount' });
  const send = page.getByRole('button', { name: 'Send: edit' });
  await reviewAs('Ada');

  await visit(`/i/${questions.finance_approval}`);
  await page.getByRole('radio', { name: 'Edit' }).check();
  await send.click();
  await expect(page.getByRole('alert').filter({ hasText: 'Not sent' })).toBeVisible();
  await expect(amount).toHaveAttribute('aria-invalid', 'true');
  await expect(amount).toBeFocused();
  await amount.fill('-5');
  await expect(amount).toHaveAttribute('aria-invalid', 'true');
  await expect(amount).toHaveAccessibleDescription(/This must be more than 0/);
  await send.click();

  await expect(page.getByRole('alert').filter({ hasText: 'Not sent' })).toBeVisible();
  expect(await api.runs(threadId)).toHaveLength(1);
  expect(await api.settle(threadId)).toEqual(questions);
});

test('a payment with an edited amount is made once, after both approvals', async ({ page, visit, api, reviewAs }) => {
  const trip = unique('Train to Bern');
  const { threadId, questions } = await api.startPaused('expense', { description: trip, amount: 120 });
  const questionId = questions.manager_approval ?? '';
  await api.answer({ threadId, questionId, value: { decision: 'approve' }, by: 'Grace' });
  await api.settle(threadId);
  await reviewAs('Ada');

  await visit(`/i/${questions.finance_approval}`);
  await page.getByRole('radio', { name: 'Edit' }).check();
  await page.getByRole('textbox', { name: 'Amount' }).fill('99.5');
  await page.getByRole('button', { name: 'Send: edit' }).click();

  const outcome = page.getByRole('region', { name: 'What the answer led to' });
  await expect(outcome.getByRole('status')).toHaveText('Done.');
  const finished = outcome.getByRole('list', { name: 'Finished nodes' }).getByRole('listitem');
  await expect(finished.filter({ hasText: /^pay/ })).toHaveCount(1);
  const { status, payments } = await api.values(threadId);
  expect(status).toBe('paid');
  expect(Object.values(payments ?? {})).toEqual([{ description: trip, amount: 99.5 }]);

  await visit(`/threads/${threadId}?tab=state`);
  await expect(page.getByText('99.5')).toHaveCount(3);
});
