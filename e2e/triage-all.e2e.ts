import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import type { Api } from './api';
import { expect, test, unique } from './fixtures';

/** Visitors who are asked for their age, and the address of the list that holds those questions alone. */
async function askVisitors(api: Api, count: number) {
  const metadata = { case: crypto.randomUUID() };
  const ask = async () => {
    const threadId = await api.startThread('age', { foo: 'abc' }, { metadata });
    const { node: id = '' } = await api.settle(threadId);
    return { threadId, id };
  };
  const questions: Awaited<ReturnType<typeof ask>>[] = [];
  while (questions.length < count)
    questions.push(...(await Promise.all(Array.from({ length: Math.min(10, count - questions.length) }, ask))));
  return { address: `/inbox?metadata=case=${metadata.case}`, questions, askOneMore: ask };
}

const rows = (page: Page) => page.getByRole('list', { name: 'Questions' }).getByRole('listitem');
const status = (page: Page, text: string) => page.getByRole('status').filter({ hasText: text });
const view = (page: Page, name: string) => page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name });

async function selectAllThatMatch(page: Page, count: number): Promise<void> {
  await expect(async () => {
    await page.keyboard.press('ControlOrMeta+a');
    await expect(status(page, 'selected')).toBeVisible({ timeout: 300 });
  }).toPass();
  await page.getByRole('button', { name: `Select all ${count} that match` }).click();
}

test('all that match are assigned, and then snoozed, also those that were not read, and none that came since', {
  tag: '@keyboard',
}, async ({ api, openAs }) => {
  const { address, questions, askOneMore } = await askVisitors(api, 52);
  const edsger = unique('Edsger');
  const grace = await openAs('Grace', `/i/${questions[0]?.id}`);
  await grace.getByRole('button', { name: /^Claim/ }).click();
  await expect(grace.getByText('You are answering this')).toBeVisible();
  const ada = await openAs('Ada', address);
  await expect(rows(ada).first()).toBeVisible();

  await selectAllThatMatch(ada, 52);
  await ada.getByRole('button', { name: 'Assign', exact: true }).click();
  await expect(ada.getByRole('dialog', { name: 'Assign 51 questions' })).toBeVisible();
  await ada.getByRole('checkbox', { name: 'Also the 1 that others are answering' }).check();
  await expect(ada.getByRole('dialog', { name: 'Assign 52 questions' })).toBeVisible();
  await ada.getByRole('checkbox', { name: 'Also the 1 that others are answering' }).uncheck();
  const { violations } = await new AxeBuilder({ page: ada }).include('[role="dialog"]').analyze();
  expect(violations).toEqual([]);
  await askOneMore();
  await ada.getByRole('combobox', { name: 'Name' }).fill(edsger);
  await ada.keyboard.press('Enter');

  await expect(ada.getByText(`51 questions: assigned to ${edsger}`)).toBeVisible();
  await ada.goto(`${address}&assignee=${edsger}`);
  await expect(view(ada, 'Waiting')).toHaveText('Waiting51');
  await ada.goto(`${address}&assignee=nobody`);
  await expect(view(ada, 'Waiting')).toHaveText('Waiting2');

  await ada.goto(`${address}&assignee=${edsger}`);
  await selectAllThatMatch(ada, 51);
  await ada.keyboard.press('h');
  await expect(ada.getByRole('dialog', { name: 'Snooze 0 questions' })).toBeVisible();
  await expect(ada.getByRole('button', { name: 'Snooze', exact: true }).last()).toBeDisabled();
  await ada.getByRole('checkbox', { name: 'Also the 51 that others are answering' }).check();
  await ada.getByRole('dialog', { name: 'Snooze 51 questions' }).getByRole('button', { name: 'Snooze' }).click();

  await expect(ada.getByText('51 questions: snoozed until')).toBeVisible();
  await expect(view(ada, 'Waiting')).toHaveText('Waiting0');
  await expect(view(ada, 'Snoozed')).toHaveText('Snoozed51');
});

test('what was decided meanwhile is left as it is, and says so with its result', { tag: '@keyboard' }, async ({
  api,
  openAs,
}) => {
  const { address, questions } = await askVisitors(api, 51);
  const { threadId = '', id = '' } = questions[3] ?? {};
  const ada = await openAs('Ada', address);
  await expect(rows(ada).first()).toBeVisible();
  await selectAllThatMatch(ada, 51);
  await ada.getByRole('button', { name: 'Assign', exact: true }).click();
  const dialog = ada.getByRole('dialog', { name: 'Assign 51 questions' });
  await expect(dialog).toBeVisible();
  await api.answer({ threadId, questionId: id, value: '44', by: 'Edsger' });

  await dialog.getByRole('combobox', { name: 'Name' }).fill('Grace');
  await ada.keyboard.press('Enter');

  await expect(dialog.getByRole('status')).toHaveText('51 of 51 done, 50 changed.');
  const left = dialog.getByRole('alert').filter({ hasText: 'Left as it is' });
  await expect(left).toContainText('Edsger');
  await expect(left.getByRole('link', { name: 'Open' })).toHaveAttribute('href', `/i/${id}`);
});
