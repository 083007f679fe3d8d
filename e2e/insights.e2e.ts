import type { Page } from '@playwright/test';
import type { Api } from './api';
import { expect, test, unique } from './fixtures';

const approve = { decision: 'approve' };
const edit = { decision: 'edit', amount: 90 };
const reject = { decision: 'reject', reason: 'No.' };

/** An expense whose two approvers give these answers under the same name. */
async function decide(api: Api, by: string, [manager, finance]: [unknown, unknown]): Promise<void> {
  const { threadId, questions } = await api.startPaused('expense', { description: 'Train to Bern', amount: 120 });
  await api.answer({ threadId, questionId: questions.manager_approval ?? '', value: manager, by });
  await api.settle(threadId);
  await api.answer({ threadId, questionId: questions.finance_approval ?? '', value: finance, by });
  await api.settle(threadId);
}

/** Answers, approved, edited, rejected and other ones; the times beside them are not known beforehand. */
async function expectCounts(page: Page, row: RegExp, counts: string[]): Promise<void> {
  const cells = page
    .getByRole('table', { name: /^Answers by/ })
    .getByRole('row', { name: row })
    .getByRole('cell');
  const [answers = '', ...verdicts] = counts;
  await expect(cells.first()).toHaveText(answers);
  for (const [index, count] of verdicts.entries()) await expect(cells.nth(3 + index)).toHaveText(count);
}

test('the numbers are those of what was decided, by reviewer, graph and node', async ({ page, visit, api }) => {
  const reviewer = unique('Ada');
  await decide(api, reviewer, [approve, approve]);
  await decide(api, reviewer, [approve, edit]);
  await decide(api, reviewer, [reject, approve]);
  const { threadId, questions } = await api.startPaused('age', { foo: 'abc' });
  await api.answer({ threadId, questionId: questions.node ?? '', value: 25, by: reviewer });
  await api.settle(threadId);

  await visit(`/insights?who=${encodeURIComponent(reviewer)}`);

  await expect(page.getByText('7 answers', { exact: true })).toBeVisible();
  const byReviewer = page.getByRole('table', { name: 'Answers by reviewer' });
  await expect(byReviewer.getByRole('row')).toHaveCount(2);
  await expectCounts(page, new RegExp(`^${reviewer}`), ['7', '4', '1', '1', '1']);
  await expectCounts(page, /^expense \d/, ['6', '4', '1', '1', '0']);
  await expectCounts(page, /^age \d/, ['1', '0', '0', '0', '1']);
  await expectCounts(page, /^expense › manager_approval/, ['3', '2', '0', '1', '0']);
  await expectCounts(page, /^expense › finance_approval/, ['3', '2', '1', '0', '0']);
  await expect(
    page.getByRole('img', { name: 'All answers: Approved 4, Edited 1, Rejected 1, Responded 0, Answered otherwise 1' }),
  ).toBeVisible();

  await page.getByRole('combobox', { name: 'Graph' }).selectOption('age');
  await page.getByRole('button', { name: 'Show' }).click();
  await expect(page.getByText('1 answer', { exact: true })).toBeVisible();
  await expect(page).toHaveURL(/graph=age/);
});

test('what waits is counted by its graph and node, and leads to the questions', async ({ page, visit, api }) => {
  const waiting = page
    .getByRole('table', { name: 'Open questions by graph and node' })
    .getByRole('row', { name: /^charge_card › review/ });
  await api.startPaused('charge_card', { amount: 10 });
  await api.startPaused('age', { foo: 'of another graph' });
  await visit('/insights?graph=charge_card');
  const before = Number(await waiting.getByRole('cell').first().textContent());

  await api.startPaused('charge_card', { amount: 20 });
  await visit('/insights?graph=charge_card');

  await expect(waiting.getByRole('cell').first()).toHaveText(String(before + 1));
  await expect(page.getByText(`${before + 1} questions`, { exact: true }).first()).toBeVisible();
  await waiting.getByRole('link').click();
  await expect(page.getByRole('list', { name: 'Questions' }).getByRole('listitem').first()).toContainText(
    'charge_card',
  );
});

test('a filter that nobody knows is shown as it is, and can be cleared', async ({ page, visit }) => {
  await visit('/insights?who=Nobody%20Known&graph=retired');

  await expect(page.getByRole('combobox', { name: 'Reviewer' })).toHaveValue('Nobody Known');
  await expect(page.getByRole('combobox', { name: 'Graph' })).toHaveValue('retired');
  await expect(page.getByText('Nothing waits.')).toBeVisible();
  await page.getByRole('link', { name: 'Clear filters' }).click();
  await expect(page).toHaveURL(/\/insights$/);

  await visit('/activity?who=Nobody%20Known&graph=retired');
  await expect(page.getByText('No entry matches')).toBeVisible();
  await expect(page.getByRole('combobox', { name: 'Person' })).toHaveValue('Nobody Known');
  await expect(page.getByRole('combobox', { name: 'Graph' })).toHaveValue('retired');
});
