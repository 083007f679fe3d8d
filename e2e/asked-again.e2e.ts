import { expect, test } from './fixtures';

test('the age graph asks again until it gets an age, in the words of the guide', async ({
  page,
  visit,
  api,
  reviewAs,
}) => {
  const { threadId, questions } = await api.startPaused('age', { foo: 'abc' });
  const asked = (text: string) => page.getByRole('paragraph').filter({ hasText: text });
  await reviewAs('Ada');

  await visit(`/i/${questions.node}`);
  await expect(page.getByRole('heading', { level: 1, name: 'What is your age?', exact: true })).toBeVisible();
  await page.getByRole('textbox', { name: 'Your answer' }).fill('-20');
  await page.getByRole('button', { name: 'Send answer' }).click();

  await expect(page.getByRole('heading', { name: 'Asked again' })).toBeVisible();
  await expect(asked("'-20 is not a valid age. What is your age?")).toBeVisible();
  await page.getByRole('group', { name: 'Answer as' }).getByText('JSON', { exact: true }).click();
  await page.getByRole('textbox', { name: 'Answer as JSON' }).fill('{"foo": "bar"}');
  await page.getByRole('button', { name: 'Send answer' }).click();

  await expect(asked(`'{"foo":"bar"} is not a valid age. What is your age?`)).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Answer as JSON' })).toBeHidden();
  await page.getByRole('textbox', { name: 'Your answer' }).fill('25');
  await page.getByRole('button', { name: 'Send answer' }).click();

  await expect(page.getByText('The human is 25 years old.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Send answer' })).toBeHidden();
  expect(await api.values(threadId)).toEqual({ foo: 'abc', human_value: 'The human is 25 years old.' });

  await visit(`/threads/${threadId}`);
  const conversation = page.getByRole('list', { name: 'Conversation' });
  for (const given of ['Ada answered -20', 'Ada answered {"foo":"bar"}', 'Ada answered 25']) {
    await expect(conversation.getByText(given)).toBeVisible();
  }
  await expect(page.getByRole('region', { name: 'State values' })).toContainText('The human is 25 years old.');
});

test('a question that was asked again shows what was answered before', async ({ page, visit, api, reviewAs }) => {
  const { threadId, questions } = await api.startPaused('age', { foo: 'abc' });
  await api.answer({ threadId, questionId: questions.node ?? '', value: -20, by: 'Grace' });
  const { node } = await api.settle(threadId);
  await reviewAs('Ada');

  await visit(`/i/${node}`);

  const before = page.getByRole('region', { name: 'Asked before' });
  await expect(before.getByRole('link', { name: 'What is your age?' })).toBeVisible();
  await expect(before).toContainText('Grace answered -20');
});
