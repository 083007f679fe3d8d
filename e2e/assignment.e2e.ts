import type { Page } from '@playwright/test';
import { expect, test, unique } from './fixtures';

const onKeyboard = { tag: '@keyboard' };

const names = (page: Page) => page.getByRole('dialog').getByRole('listbox', { name: 'Names' });
const assignedTo = (page: Page) => page.getByRole('status').filter({ hasText: 'Assigned to' });

test('a question is assigned on its page, and everybody sees to whom and can still answer', async ({ api, openAs }) => {
  const { questions } = await api.startPaused('age', { foo: 'abc' });
  const grace = unique('Grace');
  const hers = await openAs(grace, `/i/${questions.node}`);
  const ada = await openAs('Ada', `/i/${questions.node}`);

  await ada.getByRole('button', { name: 'Assign' }).click();
  await ada.getByRole('combobox', { name: 'Name' }).fill(grace);
  await names(ada)
    .getByRole('option', { name: `New name: ${grace}` })
    .click();

  await expect(ada.getByRole('dialog')).toBeHidden();
  await expect(assignedTo(ada)).toContainText(`Assigned to ${grace}. You can answer too.`);
  await expect(assignedTo(hers)).toHaveText('Assigned to you');
  const mine = await openAs(grace, '/inbox?view=mine');
  await expect(mine.getByRole('list', { name: 'Questions' })).toContainText('Assigned to you');
  await ada.getByRole('textbox', { name: 'Your answer' }).fill('44');
  await ada.getByRole('button', { name: 'Send answer' }).click();
  await expect(hers.getByText('The human is 44 years old.')).toBeVisible();
});

test('i and Enter take a question, and nobody has it again', onKeyboard, async ({ api, openAs }) => {
  const { threadId, questions } = await api.startPaused('age', { foo: 'abc' });
  const ada = await openAs('Ada', `/i/${questions.node}`);

  await ada.keyboard.press('i');
  await expect(names(ada).getByRole('option', { name: 'Ada (you)' })).toHaveAttribute('aria-selected', 'true');
  await expect(ada.getByRole('combobox', { name: 'Name' })).toBeFocused();
  await ada.keyboard.press('Enter');
  await expect(assignedTo(ada)).toHaveText('Assigned to you');
  await ada.keyboard.press('i');
  await ada.keyboard.type('nobody');
  await expect(names(ada).getByRole('option').first()).toHaveText('Nobody');
  await ada.keyboard.press('Enter');

  await expect(assignedTo(ada)).toBeHidden();
  const activity = await openAs('Ada', `/activity?kind=assign&thread=${threadId}`);
  const entries = activity.getByRole('list', { name: 'Decisions' }).getByRole('listitem');
  await expect(entries).toHaveCount(2);
  await expect(entries.first()).toContainText('Ada assigned the question to nobody');
  await expect(entries.first()).toContainText('before: Ada');
});

test('selected questions are assigned together, and found by whom they are for', async ({ api, openAs, isMobile }) => {
  const subject = unique('visitor');
  for (const place of ['first', 'second', 'third']) await api.startPaused('age', { foo: `${subject} ${place}` });
  const ada = await openAs('Ada', `/inbox?q=${encodeURIComponent(subject)}`);
  const rows = ada.getByRole('list', { name: 'Questions' }).getByRole('listitem');
  await expect(rows).toHaveCount(3);
  await rows.nth(0).getByRole('checkbox').check();
  await rows.nth(1).getByRole('checkbox').check();

  await ada.getByRole('button', { name: 'Assign', exact: true }).click();
  await ada.getByRole('combobox', { name: 'Name' }).fill('Edsger');
  await names(ada)
    .getByRole('option', { name: /Edsger/ })
    .click();

  await expect(rows.filter({ hasText: 'Edsger' })).toHaveCount(2);
  if (isMobile) await ada.getByRole('button', { name: 'Filters', exact: true }).click();
  await ada.getByRole('button', { name: 'More filters' }).click();
  await ada.getByRole('combobox', { name: 'Assignee' }).selectOption('Edsger');
  await expect(rows).toHaveCount(2);
  await expect(ada).toHaveURL(/assignee=Edsger/);
  await ada.getByRole('combobox', { name: 'Assignee' }).selectOption('Assigned to nobody');
  await expect(rows).toHaveCount(1);
  await ada.getByRole('combobox', { name: 'Assignee' }).selectOption('Assigned to me');
  await expect(ada.getByText('No question matches')).toBeVisible();
});

test('of two who assign the same question the second is told what the first did', async ({ api, openAs }) => {
  const { questions } = await api.startPaused('age', { foo: 'abc' });
  const grace = await openAs('Grace', `/i/${questions.node}`);
  await grace.getByRole('button', { name: 'Assign' }).click();
  await expect(names(grace).getByRole('option', { name: 'Grace (you)' })).toBeVisible();
  const ada = await openAs('Ada', `/i/${questions.node}`);
  await ada.getByRole('button', { name: 'Assign' }).click();
  await names(ada).getByRole('option', { name: 'Ada (you)' }).click();
  await expect(assignedTo(ada)).toHaveText('Assigned to you');

  await names(grace).getByRole('option', { name: 'Grace (you)' }).click();

  await expect(grace.getByRole('alert').filter({ hasText: 'was assigned to Ada meanwhile' })).toBeVisible();
});
