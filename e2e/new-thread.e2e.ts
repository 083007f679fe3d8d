import { expectMessages, weatherTurn } from './expect-messages';
import { expect, test } from './fixtures';

test.beforeEach(async ({ page, visit, reviewAs }) => {
  await reviewAs('Ada');
  await visit('/threads');
  await page.getByRole('button', { name: 'New thread' }).first().click();
});

test('a conversation starts from the dialog and answers on the thread it leads to', async ({ page }) => {
  const question = "what's the weather in sf?";
  const dialog = page.getByRole('dialog', { name: 'New thread' });

  await dialog.getByRole('combobox', { name: 'Graph' }).selectOption('agent');
  await dialog.getByRole('textbox', { name: 'Message' }).fill(question);
  await dialog.getByRole('button', { name: 'Start thread' }).click();

  await expect(page).toHaveURL(/\/threads\/[0-9a-f-]{36}/);
  await expectMessages(page, weatherTurn(question, 'San Francisco'));
  await expect(page.getByText('No run is active.')).toBeAttached();
});

test('a workflow starts from a form of its fields, or with JSON, and asks its question', async ({ page, api }) => {
  const dialog = page.getByRole('dialog', { name: 'New thread' });

  await dialog.getByRole('combobox', { name: 'Graph' }).selectOption('age');
  await dialog.getByRole('textbox', { name: 'Foo' }).fill('from the form');
  await dialog.getByText('JSON', { exact: true }).first().click();
  const json = dialog.getByRole('textbox', { name: 'JSON' });
  await expect(json).toHaveValue(/"foo": "from the form"/);
  await json.fill('{"foo": ');
  await dialog.getByRole('button', { name: 'Start thread' }).click();
  await expect(dialog.getByRole('alert')).toContainText('not JSON');
  await json.fill('{"foo": "abc"}');
  await dialog.getByRole('button', { name: 'Start thread' }).click();

  await expect(dialog).toBeHidden();
  await expect(page.getByRole('textbox', { name: 'Your answer' })).toBeVisible();
  await expect(page.getByText('asked by node')).toBeVisible();
  expect(await api.values(page.url().split('/').at(-1) ?? '')).toMatchObject({ foo: 'abc' });
});
