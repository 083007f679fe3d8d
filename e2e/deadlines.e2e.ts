import { expect, test, unique } from './fixtures';

const HOUR_MS = 3_600_000;

test('a question shows until when it can be answered, and what happens then', async ({ page, visit, api }) => {
  const subject = unique('visitor');
  const deadline = { timeout_ms: 3.5 * HOUR_MS, on_expire: { action: 'resume', value: 18 } };
  const threadId = await api.startThread('age', { foo: subject }, { deadline });
  const { node: questionId } = await api.settle(threadId);

  await visit(`/inbox?q=${encodeURIComponent(subject)}`);
  const row = page.getByRole('list', { name: 'Questions' }).getByRole('listitem').filter({ hasText: subject });
  await expect(row).toContainText('Expires in 3 h');

  await visit(`/i/${questionId}`);
  const main = page.getByRole('main');
  await expect(main.getByText('If nobody answers until then, it is answered with 18.')).toBeVisible();
});

test('a question that nobody answers in time gets its answer, and the page says so by itself', async ({
  page,
  visit,
  api,
}) => {
  const subject = unique('visitor');
  const deadline = { timeout_ms: 4_000, on_expire: { action: 'resume', value: 18 } };
  const threadId = await api.startThread('age', { foo: subject }, { deadline });
  const { node: questionId } = await api.settle(threadId);

  await visit(`/i/${questionId}`);

  await expect(page.getByRole('main').getByText('Nobody answered in time; it was answered with 18')).toBeVisible();
  const outcome = page.getByRole('region', { name: 'What the answer led to' });
  await expect(outcome.getByRole('list', { name: 'Finished nodes' })).toContainText('The human is 18 years old.');
});
