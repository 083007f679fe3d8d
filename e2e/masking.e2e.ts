import { expect, test, unique } from './fixtures';

test('secrets are covered wherever a question is shown, seen on demand, and sent as they are', async ({
  page,
  visit,
  api,
  reviewAs,
}) => {
  await reviewAs('Ada');
  const password = unique('pass-').replace(' ', '');
  const call = { name: 'open_account', args: { user: 'grace', password, note: `log in with api_key=${password}2` } };
  const { threadId, questions } = await api.startPaused('approve_tools', { calls: [call] });
  const main = page.getByRole('main');

  await visit(`/i/${questions.review}`);
  await expect(main).toContainText('grace');
  await page.getByText('Payload', { exact: true }).click();
  await expect(main).not.toContainText(password);

  const definition = main.getByRole('definition').nth(1);
  await definition.getByRole('button', { name: 'Show secret value' }).click();
  await expect(definition).toContainText(password);
  await definition.getByRole('button', { name: 'Hide secret value' }).click();
  await expect(main).not.toContainText(password);

  await page.getByRole('radio', { name: 'Edit' }).check();
  const field = page.getByLabel('Password');
  await expect(field).toHaveAttribute('type', 'password');
  await expect(field).toHaveValue(password);
  await page.getByRole('textbox', { name: 'User' }).fill('hopper');
  await expect(main).not.toContainText(password);
  await page.getByRole('button', { name: 'Send answer' }).click();

  await expect(page.getByRole('region', { name: 'What the answer led to' }).getByRole('status')).toHaveText('Done.');
  await expect(main).not.toContainText(password);
  expect(JSON.stringify((await api.values(threadId)).outcome)).toContain(`\\"password\\":\\"${password}\\"`);

  await visit(`/threads/${threadId}`);
  await expect(main).toContainText('hopper');
  await expect(main).not.toContainText(password);
});
