import type { Page } from '@playwright/test';
import { expect, test, unique } from './fixtures';

const send = (page: Page) => page.getByRole('button', { name: /^(Send|Approve|Reject)/ }).last();
const willResume = (page: Page) => page.getByRole('group').filter({ hasText: 'Will resume with' });
const outcome = (page: Page) => page.getByRole('region', { name: 'What the answer led to' });

/** A switch is as large as its word; the control itself is for keyboards and readers. */
async function turnTo(page: Page, side: 'Form' | 'JSON' | 'Proposed' | 'Diff'): Promise<void> {
  const name = side === 'Form' || side === 'JSON' ? 'Answer as' : 'Show';
  await page.getByRole('group', { name, exact: true }).getByText(side, { exact: true }).click();
}

test.beforeEach(async ({ reviewAs }) => reviewAs('Ada'));

test('of two tool calls one is edited and one rejected, and the page says what that does', async ({
  page,
  visit,
  api,
}) => {
  const { threadId, questions } = await api.startPaused('approve_tools', { runtime: 'javascript' });

  await visit(`/i/${questions.review}`);
  await expect(page.getByText('LangChain middleware, JavaScript')).toBeVisible();
  const rows = page.getByRole('group', { name: 'Decision on delete_rows' });
  const mail = page.getByRole('group', { name: 'Decision on send_email' });
  await rows.getByRole('radio', { name: 'Reject' }).check();
  await mail.getByRole('radio', { name: 'Edit' }).check();
  await page.getByRole('textbox', { name: 'Subject' }).fill('Very old orders');
  await expect(page.getByText('one rejected call drops the approved ones')).toBeVisible();
  await turnTo(page, 'Diff');

  const changes = page.getByRole('list', { name: 'Changes' });
  await expect(changes.getByRole('listitem')).toHaveCount(1);
  await expect(changes.getByRole('insertion')).toContainText('Very');
  await expect(changes.getByRole('deletion')).toContainText('O');
  await turnTo(page, 'Proposed');
  await expect(page.getByRole('definition').filter({ hasText: /^Old orders$/ })).toBeVisible();
  await expect(willResume(page)).toContainText('"edited_action"');
  await send(page).click();

  await expect(outcome(page).getByRole('status')).toHaveText('Done.');
  expect((await api.values(threadId)).outcome).toEqual([
    'delete_rows: rejected',
    'send_email: dropped with the rejected call',
  ]);
});

test('whoever approves a tool call sees what it would do and why it asks', async ({ page, visit, api }) => {
  const { questions } = await api.startPaused('deploy', { version: '9.9.0' });

  await visit(`/i/${questions.build}`);

  const form = page.getByRole('main');
  await expect(form.getByText('Images are pushed to the public registry.', { exact: true })).toBeVisible();
  await expect(
    form
      .getByRole('definition')
      .filter({ hasText: /^9\.9\.0$/ })
      .first(),
  ).toBeVisible();
  await expect(form.getByText('"linux/arm64"').first()).toBeVisible();
});

test('an answer is written as JSON and as a form in turn, and nothing of it is lost', async ({ page, visit, api }) => {
  const { questions } = await api.startPaused('sign_up', {});
  const editor = page.getByRole('textbox', { name: 'Answer as JSON' });

  await visit(`/i/${questions.details}`);
  await page.getByRole('textbox', { name: 'E-mail' }).fill('ada@example.com');
  await page.getByRole('radio', { name: 'Team' }).check();
  await turnTo(page, 'JSON');
  await expect(editor).toHaveValue(/"email": "ada@example.com"/);
  await editor.fill('{"action": "accept", "content": {"email": "grace@example.com", "plan": "pro", "seats": 3}}');
  await turnTo(page, 'Form');
  await expect(page.getByRole('textbox', { name: 'E-mail' })).toHaveValue('grace@example.com');
  await expect(page.getByRole('radio', { name: 'Pro', exact: true })).toBeChecked();

  const other = '{"action": "accept", "content": {"email": "a@example.com", "plan": "pro", "colour": "red"}}';
  await turnTo(page, 'JSON');
  await editor.fill(other);
  await turnTo(page, 'Form');
  await expect(page.getByText('has no place in this form')).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'E-mail' })).toHaveValue('grace@example.com');
  await turnTo(page, 'JSON');
  await expect(editor).toHaveValue(other);
});

test('what the schema refuses is said at its field, which gets the focus, in the form and as JSON', async ({
  page,
  visit,
  api,
}) => {
  const { threadId, questions } = await api.startPaused('sign_up', {});
  const seats = page.getByRole('textbox', { name: 'Seats' });

  await visit(`/i/${questions.details}`);
  await page.getByRole('textbox', { name: 'E-mail' }).fill('ada@example.com');
  await page.getByRole('textbox', { name: 'Seats' }).fill('0');
  await send(page).click();
  await expect(page.getByRole('radio', { name: 'Pro', exact: true })).toBeFocused();
  await page.getByRole('radio', { name: 'Pro', exact: true }).check();
  await send(page).click();
  await expect(seats).toBeFocused();
  await expect(seats).toHaveAccessibleDescription(/at least 1/);

  await turnTo(page, 'JSON');
  const editor = page.getByRole('textbox', { name: 'Answer as JSON' });
  await editor.fill('{"action": "approve"}');
  await send(page).click();
  await expect(editor).toBeFocused();
  await expect(editor).toHaveAccessibleDescription(/must be one of "accept", "decline", "cancel"/);
  expect(await api.runs(threadId)).toHaveLength(1);
});

test('a question that is asked again starts with the former answer and its error', async ({ page, visit, api }) => {
  const { threadId, questions } = await api.startPaused('book_room', {});
  const guests = page.getByRole('textbox', { name: 'Guests' });

  await visit(`/i/${questions.details}`);
  await guests.fill('20');
  await page.getByLabel('Day').fill('2026-12-01');
  await send(page).click();

  await expect(page.getByRole('heading', { name: 'Asked again' })).toBeVisible();
  await expect(page.getByRole('status').filter({ hasText: 'Ada answered' }).last()).toContainText('"guests":20');
  await expect(guests).toHaveValue('20');
  await expect(guests).toHaveAttribute('aria-invalid', 'true');
  await expect(guests).toHaveAccessibleDescription(/The largest room has 12 seats/);
  await expect(page.getByLabel('Day')).toHaveValue('2026-12-01');
  await guests.fill('9');
  await expect(guests).not.toHaveAttribute('aria-invalid', 'true');
  await send(page).click();

  await expect(outcome(page).last().getByRole('status')).toHaveText('Done.');
  expect((await api.values(threadId)).outcome).toBe('A room for 9 on 2026-12-01.');
});

test('another question of the same node is not taken for the same again', async ({ page, visit, api }) => {
  const { questions } = await api.startPaused('plan_trip', {});

  await visit(`/i/${questions.where}`);
  await page.getByRole('radio', { name: 'Lyon' }).check();
  await send(page).click();

  await expect(page.getByRole('heading', { name: 'The next question' })).toBeVisible();
  await expect(page.getByRole('checkbox', { name: 'A bicycle' })).not.toBeChecked();
});

test('the reply of a node is settled once, and its questions get the form for it', async ({ page, visit, api }) => {
  const { threadId, questions } = await api.startPaused('write_notice', {});
  const questionId = questions.revise ?? '';
  await api.answer({ threadId, questionId, value: 'Closed.', by: 'Grace' });
  const { publish } = await api.settle(threadId);

  await visit('/graphs/write_notice');
  const replies = page.getByRole('list', { name: 'Replies of the nodes' });
  await replies.getByRole('combobox', { name: 'Reply of publish' }).selectOption('approval:approved');
  await replies
    .getByRole('listitem')
    .filter({ hasText: 'Reply of publish' })
    .getByRole('button', { name: 'Save' })
    .click();
  await expect(replies.getByText('settled by Ada')).toBeVisible();

  await visit(`/i/${publish}`);
  await expect(page.getByText('Reply settled for this node: {approved, reason?}')).toBeVisible();
  await page.getByRole('radio', { name: 'Reject' }).check();
  await page.getByRole('textbox', { name: 'Reason' }).fill(unique('too short'));
  await expect(willResume(page)).toContainText('"approved": false');
  await page.getByRole('button', { name: 'Reject' }).click();
  await expect(outcome(page).getByRole('status')).toHaveText('Done.');
  expect((await api.values(threadId)).outcome).toContain('Not published: too short');

  await visit('/graphs/write_notice');
  await replies.getByRole('combobox', { name: 'Reply of publish' }).selectOption('recognised');
  await replies
    .getByRole('listitem')
    .filter({ hasText: 'Reply of publish' })
    .getByRole('button', { name: 'Save' })
    .click();
  await expect(replies.getByText('settled by Ada')).toBeHidden();
});
