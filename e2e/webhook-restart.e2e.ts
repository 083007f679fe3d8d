import { webhookReceiver } from '#lib/testing/webhook-receiver';
import { expect } from './fixtures';
import { SERVER_IS_GONE, test } from './own-server';

/** What a process has taken and not delivered is taken over after 30 seconds. */
const TAKEN_OVER_MS = 60_000;

test('what a killed server was about to tell is told after its next start, as the same message', async ({
  page,
  visit,
  api,
  reviewAs,
  server,
  allowConsoleError,
}) => {
  test.slow();
  allowConsoleError(SERVER_IS_GONE);
  const receiver = await webhookReceiver();
  let isSilent = true;
  receiver.answer = () => (isSilent ? new Promise(() => {}) : Promise.resolve(new Response()));
  await reviewAs('Ada');
  await visit('/settings/webhooks');
  await page.getByRole('button', { name: 'Add receiver' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Address' }).fill(receiver.url);
  await dialog.getByRole('button', { name: 'Add receiver' }).click();
  await dialog.getByRole('button', { name: 'Done' }).click();

  // Committed and being sent, and, beyond four at once, committed and not sent yet.
  const asked = await Promise.all(Array.from({ length: 6 }, () => api.startPaused('age', { foo: 'abc' })));
  await expect.poll(() => receiver.received.length).toBeGreaterThan(0);
  await server.kill();
  const before = receiver.received.map(({ headers }) => headers['webhook-id']);
  receiver.received.length = 0;
  isSilent = false;
  await server.start();

  const ids = () => new Set(receiver.received.map(({ body }) => body.data.interrupt_id));
  const questions = asked.map(({ questions: { node } }) => node);
  await expect.poll(() => [...ids()].sort(), { timeout: TAKEN_OVER_MS }).toEqual(questions.sort());
  const after = receiver.received.map(({ headers }) => headers['webhook-id']);
  expect(after).toEqual(expect.arrayContaining(before));
  expect(new Set(after).size).toBe(6);
  await receiver.close();
});
