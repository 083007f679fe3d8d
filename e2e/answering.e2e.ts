import { expect, test, unique } from './fixtures';

test('an answer given from the inbox resumes the run, and who answered what is on record', async ({
  page,
  visit,
  api,
}) => {
  const subject = unique('visitor');
  const reviewer = unique('Ada');
  await api.startPaused('age', { foo: subject });

  await visit(`/inbox?q=${encodeURIComponent(subject)}`);
  const row = page.getByRole('list', { name: 'Questions' }).getByRole('listitem').filter({ hasText: subject });
  await row.getByRole('link', { name: 'What is your age?' }).click();
  await page.getByRole('textbox', { name: 'Your answer' }).fill('41');
  await page.getByRole('button', { name: 'Send answer' }).click();
  const whoAreYou = page.getByRole('dialog', { name: 'Who are you?' });
  await expect(whoAreYou.getByRole('textbox', { name: 'Your name' })).toBeFocused();
  await whoAreYou.getByRole('textbox', { name: 'Your name' }).fill(reviewer);
  await whoAreYou.getByRole('button', { name: 'Save name' }).click();

  await expect(
    page
      .getByRole('status')
      .filter({ hasText: `${reviewer} answered 41` })
      .getByRole('time'),
  ).toBeVisible();
  const outcome = page.getByRole('region', { name: 'What the answer led to' });
  await expect(outcome.getByRole('status')).toHaveText('Done.');
  await expect(outcome.getByRole('list', { name: 'Finished nodes' })).toContainText('The human is 41 years old.');

  await visit('/activity');
  const decision = page
    .getByRole('list', { name: 'Decisions' })
    .getByRole('listitem')
    .filter({ hasText: `${reviewer} answered 41` });
  await expect(decision.getByRole('link', { name: 'What is your age?' })).toBeVisible();
  await expect(decision.getByRole('link', { name: subject })).toBeVisible();

  await visit(`/inbox?q=${encodeURIComponent(subject)}`);
  await page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: 'Answered' }).click();
  await expect(row).toContainText('Answered');
  await expect(row).toContainText(reviewer);
  await expect(row).toContainText('41');
});

test('a reviewer types the name once, and the browser remembers it', async ({ page, visit, api }) => {
  const reviewer = unique('Ada');
  const first = await api.startPaused('age', { foo: 'abc' });
  const second = await api.startPaused('age', { foo: 'abc' });
  const send = page.getByRole('button', { name: 'Send answer' });

  await visit(`/i/${first.questions.node}`);
  await page.getByRole('textbox', { name: 'Your answer' }).fill('30');
  await send.click();
  await page.getByRole('textbox', { name: 'Your name' }).fill(reviewer);
  await page.keyboard.press('Enter');
  await expect(page.getByText(`${reviewer} answered 30`)).toBeVisible();
  await visit(`/i/${second.questions.node}`);
  await page.getByRole('textbox', { name: 'Your answer' }).fill('31');
  await send.click();

  await expect(page.getByText(`${reviewer} answered 31`)).toBeVisible();
});

test('an answer is not sent while nobody has given a name', async ({ page, visit, api }) => {
  const { threadId, questions } = await api.startPaused('age', { foo: 'abc' });

  await visit(`/i/${questions.node}`);
  await page.getByRole('textbox', { name: 'Your answer' }).fill('30');
  await page.getByRole('button', { name: 'Send answer' }).click();
  await page.getByRole('dialog', { name: 'Who are you?' }).getByRole('button', { name: 'Cancel' }).click();

  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(page.getByRole('textbox', { name: 'Your answer' })).toHaveValue('30');
  expect(await api.runs(threadId)).toHaveLength(1);
});

test('a question that comes up while the inbox is open appears in it by itself', async ({ page, visit, api }) => {
  const subject = unique('visitor');

  await visit(`/inbox?q=${encodeURIComponent(subject)}`);
  await api.startPaused('age', { foo: subject });

  await expect(page.getByRole('list', { name: 'Questions' }).getByText(subject)).toBeVisible();
});
