import { isSignedBy, webhookReceiver } from '#lib/testing/webhook-receiver';
import { expect, test } from './fixtures';

type Receiver = Awaited<ReturnType<typeof webhookReceiver>>;

const webhookTest = test.extend<{ receiver: Receiver }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures it needs from this pattern
  receiver: async ({}, use) => {
    const receiver = await webhookReceiver();
    await use(receiver);
    await receiver.close();
  },
});

webhookTest(
  'a webhook is added, told of a question, changed, paused and deleted',
  async ({ page, api, visit, reviewAs, receiver }) => {
    await reviewAs('Ada');
    await visit('/settings/webhooks');

    await page.getByRole('button', { name: 'Add receiver' }).click();
    const dialog = page.getByRole('dialog', { name: 'Add receiver' });
    await dialog.getByRole('textbox', { name: 'Address' }).fill('http://10.0.0.1/hook');
    await dialog.getByRole('button', { name: 'Add receiver' }).click();
    await expect(dialog.getByText('an address of a private network')).toBeVisible();
    await dialog.getByRole('textbox', { name: 'Address' }).fill(receiver.url);
    await dialog.getByRole('checkbox', { name: 'expense', exact: true }).check();
    await dialog.getByRole('checkbox', { name: /^Include content/ }).check();
    await dialog.getByRole('button', { name: 'Add receiver' }).click();
    const made = page.getByRole('dialog', { name: 'The webhook is active' });
    const secret = (await made.locator('code').textContent()) ?? '';
    await made.getByRole('button', { name: 'Done' }).click();
    await expect(page.getByRole('heading', { name: receiver.url })).toBeVisible();

    await api.startPaused('age', { foo: 'abc' });
    const { questions } = await api.startPaused('expense', { description: 'a chair', amount: 1_200 });
    const log = page.getByRole('list', { name: 'Deliveries' });
    await expect(log.getByRole('listitem').first()).toContainText('Delivered');
    await expect(log.getByText('Asked')).toHaveCount(Object.keys(questions).length);
    const [message] = receiver.received;
    expect(message && isSignedBy(message, secret)).toBe(true);
    expect(message?.body).toMatchObject({ type: 'interrupt.asked', data: { graph_id: 'expense', question: {} } });
    expect(receiver.received.map(({ body }) => body.data.graph_id)).not.toContain('age');

    receiver.answer = async () => new Response('no room', { status: 507 });
    await page.getByRole('button', { name: 'Send a test' }).click();
    const tested = log.getByRole('listitem').filter({ hasText: 'Test' });
    await expect(tested).toContainText('It answered 507.');
    await expect(tested).toContainText('no room');
    await expect(tested).toContainText('Next try');
    receiver.answer = async () => new Response();
    await expect(tested).toContainText('Delivered');
    const before = receiver.received.length;
    await tested.getByRole('button', { name: /^Redeliver/ }).click();
    await expect.poll(() => receiver.received.length).toBe(before + 1);
    expect(receiver.received.at(-1)?.headers['webhook-id']).toBe(receiver.received.at(-2)?.headers['webhook-id']);

    await page.getByRole('button', { name: 'Pause' }).click();
    await expect(page.getByText('Paused', { exact: true })).toBeVisible();
    await api.startPaused('expense', { description: 'a table', amount: 1_300 });
    await page.getByRole('button', { name: 'Resume' }).click();
    await expect(page.getByText('Active', { exact: true })).toBeVisible();
    expect(receiver.received).toHaveLength(before + 1);

    await page.getByRole('button', { name: 'Change secret' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Change secret' }).click();
    const newSecret = await page.getByRole('status').locator('code').textContent();
    expect(newSecret).not.toBe(secret);

    await page.getByRole('button', { name: 'Edit' }).click();
    await page
      .getByRole('dialog')
      .getByRole('checkbox', { name: /^Run failed/ })
      .uncheck();
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await expect(page.getByText('Asked, Answered, Expired', { exact: true })).toBeVisible();

    await page.getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete receiver' }).click();
    await expect(page).toHaveURL(/\/settings\/webhooks$/);
    await expect(page.getByText(receiver.url)).toHaveCount(0);
  },
);

test('a receiver that the server does not hear of is not lost, and can be added when it answers', async ({
  page,
  visit,
  reviewAs,
  allowConsoleError,
}) => {
  allowConsoleError(/ERR_FAILED|Failed to fetch/);
  await reviewAs('Ada');
  await visit('/settings/webhooks');
  await page.getByRole('button', { name: 'Add receiver' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add receiver' });
  await dialog.getByRole('textbox', { name: 'Address' }).fill('not an address');

  await page.route('**/*', (route) => (route.request().method() === 'POST' ? route.abort() : route.fallback()));
  await dialog.getByRole('button', { name: 'Add receiver' }).click();
  await expect(dialog.getByRole('alert')).toContainText('The server did not answer');
  await page.unrouteAll();
  await dialog.getByRole('button', { name: 'Add receiver' }).click();

  await expect(dialog.getByText('is no URL')).toBeVisible();
});
