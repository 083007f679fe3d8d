import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import type { Api } from './api';
import { expect, test } from './fixtures';

/** Expenses that a manager is asked about, and the address of the list that holds those questions alone. */
async function claimExpenses(api: Api, count: number) {
  const metadata = { case: crypto.randomUUID() };
  const start = async () => {
    const threadId = await api.startThread('expense', { description: 'Chair', amount: 120 }, { metadata });
    const { manager_approval: id = '' } = await api.settle(threadId);
    return { threadId, id };
  };
  const questions: Awaited<ReturnType<typeof start>>[] = [];
  while (questions.length < count)
    questions.push(...(await Promise.all(Array.from({ length: Math.min(10, count - questions.length) }, start))));
  return { address: `/inbox?metadata=case=${metadata.case}&node=manager_approval`, questions, claimOneMore: start };
}

const rows = (page: Page) => page.getByRole('list', { name: 'Questions' }).getByRole('listitem');
const status = (page: Page, text: string) => page.getByRole('status').filter({ hasText: text });

async function selectAll(page: Page): Promise<void> {
  await expect(async () => {
    await page.keyboard.press('ControlOrMeta+a');
    await expect(status(page, 'selected')).toBeVisible({ timeout: 300 });
  }).toPass();
}

test('all that match are decided, also those that were not read, and none that came since', {
  tag: '@keyboard',
}, async ({ page, visit, api, reviewAs }) => {
  const { address, claimOneMore } = await claimExpenses(api, 53);
  await reviewAs('Ada');
  await visit(address);
  await expect(rows(page).first()).toBeVisible();

  await selectAll(page);
  await expect(status(page, '50 selected')).toBeVisible();
  await page.getByRole('button', { name: 'Select all 53 that match' }).click();
  await expect(status(page, 'All 53 that match are selected')).toBeVisible();
  await page.getByRole('button', { name: 'Decide together' }).click();
  const dialog = page.getByRole('dialog', { name: 'Decide 53 questions' });
  await dialog.getByRole('radio', { name: 'Approve' }).check();
  const groups = dialog.getByRole('list', { name: 'Who asks, and what each is sent' });
  await expect(groups).toContainText('expense › manager_approval53');
  await expect(groups).toContainText('"approve"');
  const { violations } = await new AxeBuilder({ page }).include('[role="dialog"]').analyze();
  expect(violations).toEqual([]);
  const late = await claimOneMore();
  await dialog.getByRole('button', { name: 'Send 53' }).click();

  await expect(dialog.getByRole('status')).toHaveText('53 of 53 done, 53 decided.', { timeout: 40_000 });
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page).getByRole('link')).toHaveAttribute('href', `/i/${late.id}`);
  await expect(status(page, 'selected')).toBeHidden();
});

test('what somebody else has answered is refused alone, and what is for somebody else is left as it is', async ({
  page,
  visit,
  api,
  reviewAs,
  openAs,
}) => {
  const { address, questions } = await claimExpenses(api, 3);
  const [claimed, answered] = questions;
  const grace = await openAs('Grace', `/i/${claimed?.id}`);
  await grace.getByRole('button', { name: /^Claim/ }).click();
  await expect(grace.getByText('You are answering this')).toBeVisible();
  await reviewAs('Ada');
  await visit(address);
  await expect(rows(page)).toHaveCount(3);
  await rows(page).first().getByRole('checkbox').check();
  await page.getByRole('button', { name: 'Select all on this page' }).click();
  await page.getByRole('button', { name: 'Decide together' }).click();
  const dialog = page.getByRole('dialog', { name: 'Decide 3 questions' });
  await dialog.getByRole('radio', { name: 'Reject' }).check();
  await expect(dialog.getByText('For somebody else; left as it is.').first()).toBeVisible();
  await api.answer({
    threadId: answered?.threadId ?? '',
    questionId: answered?.id ?? '',
    value: { decision: 'approve' },
    by: 'Edsger',
  });

  await dialog.getByRole('button', { name: 'Send 2' }).click();

  await expect(dialog.getByRole('status')).toHaveText('2 of 2 done, 1 decided.');
  const items = dialog.getByRole('list', { name: 'Questions to decide' }).getByRole('listitem');
  await expect(items.filter({ hasText: 'Edsger' })).toHaveCount(1);
  await expect(items.filter({ hasText: 'Decided.' })).toHaveCount(1);
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page)).toContainText('Claimed by Grace');
});
