import { mailServer } from '#lib/testing/mail-server';
import { webhookReceiver } from '#lib/testing/webhook-receiver';
import { test as base, expect } from './fixtures';
import { TestServer } from './server';

type Mail = Awaited<ReturnType<typeof mailServer>>;

/** A server that sends e-mail, to a mail server of this test. */
const test = base.extend<{ mail: Mail }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures it needs from this pattern
  mail: async ({}, use) => {
    const mail = await mailServer();
    await use(mail);
    await mail.close();
  },
  server: async ({ mail }, use, info) => {
    const server = new TestServer(info.testId);
    Object.assign(server.settings, { HOLDPOINT_SMTP_URL: mail.smtp.url, HOLDPOINT_MAIL_FROM: mail.smtp.from });
    await server.start();
    await use(server);
    await server.remove();
  },
});

test('people are told by e-mail, and answer by a link of their own', async ({
  page,
  browser,
  server,
  mail,
  api,
  visit,
  reviewAs,
}) => {
  test.slow();
  await reviewAs('Ada');
  await visit('/settings/webhooks');
  await page.getByRole('button', { name: 'Add receiver' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add receiver' });
  await dialog.getByRole('radio', { name: /^E-mail/ }).check();
  await dialog.getByRole('textbox', { name: 'Recipients' }).fill('maria@example.com, ben');
  await dialog.getByRole('checkbox', { name: /^Include a link that answers/ }).check();
  await dialog.getByRole('button', { name: 'Add receiver' }).click();
  await expect(dialog.getByText('Give addresses such as')).toBeVisible();
  await dialog.getByRole('textbox', { name: 'Recipients' }).fill('maria@example.com, ben@example.com');
  await dialog.getByRole('button', { name: 'Add receiver' }).click();
  await expect(page.getByRole('heading', { name: 'maria@example.com, ben@example.com' })).toBeVisible();

  mail.refuse = (recipient) => (recipient.startsWith('ben') ? '550 No such person' : null);
  await page.getByRole('button', { name: 'Send a test' }).click();
  await expect(page.getByText('ben@example.com: ').filter({ hasText: 'No such person' })).toBeVisible();
  mail.refuse = () => null;
  await page.getByRole('button', { name: 'Send a test' }).click();
  await expect(page.getByText('The test was taken.')).toBeVisible();

  const { threadId, questions } = await api.startPaused('age', { foo: 'abc' });
  const toMaria = () => mail.received.find(({ to, text }) => to[0] === 'maria@example.com' && text.includes('/a/'));
  await expect.poll(toMaria).toBeTruthy();
  const [path] = /\/a\/[\w-]+/.exec(toMaria()?.text ?? '') ?? [];
  expect(toMaria()?.text).toContain(`/i/${questions.node}`);
  const other = await (await browser.newContext()).newPage();
  await other.goto(server.url + path);
  await other.getByRole('textbox', { name: 'Your answer' }).fill('33');
  await other.getByRole('button', { name: 'Send answer' }).click();
  await expect(other.getByText('maria@example.com answered 33')).toBeVisible();
  await api.settle(threadId);
  expect(await api.values(threadId)).toMatchObject({ human_value: 'The human is 33 years old.' });
  expect(await page.content()).not.toContain(String(path));
});

test('a Slack channel is tested, edited without its address, and told of a question', async ({
  page,
  api,
  visit,
  reviewAs,
}) => {
  const receiver = await webhookReceiver();
  await reviewAs('Ada');
  await visit('/settings/webhooks');
  await page.getByRole('button', { name: 'Add receiver' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add receiver' });
  await dialog.getByRole('radio', { name: /^Slack/ }).check();
  await expect(dialog.getByRole('checkbox', { name: /link that answers|^Include content/ })).toHaveCount(0);
  await dialog.getByRole('textbox', { name: 'Address' }).fill(receiver.url);
  await dialog.getByRole('button', { name: 'Add receiver' }).click();
  await expect(page.getByRole('heading', { name: /…hook$/ })).toBeVisible();

  receiver.answer = async () => new Response('no_service', { status: 404 });
  await page.getByRole('button', { name: 'Send a test' }).click();
  await expect(page.getByText('The test was not taken')).toBeVisible();
  receiver.answer = async () => new Response('ok');
  await page.getByRole('button', { name: 'Send a test' }).click();
  await expect(page.getByText('The test was taken.')).toBeVisible();

  await page.getByRole('button', { name: 'Edit' }).click();
  const edit = page.getByRole('dialog', { name: 'Edit receiver' });
  await expect(edit.getByRole('textbox', { name: 'Address' })).toHaveValue('');
  await edit.getByRole('checkbox', { name: /^Include the title/ }).check();
  await edit.getByRole('checkbox', { name: /^Expires soon/ }).check();
  await edit.getByRole('spinbutton', { name: 'Minutes before the deadline' }).fill('0');
  await edit.getByRole('button', { name: 'Save' }).click();
  await expect(edit.getByText('Give at least one minute.')).toBeVisible();
  await edit.getByRole('spinbutton', { name: 'Minutes before the deadline' }).fill('30');
  await edit.getByRole('button', { name: 'Save' }).click();
  await expect(edit).toHaveCount(0);
  await expect(page.getByText('30 minutes before the deadline')).toBeVisible();
  await api.startPaused('age', { foo: 'abc' });
  await expect.poll(() => receiver.received.at(-1)?.body.text).toBe('A question waits: What is your age?');
  await receiver.close();
});

base('without a mail server, e-mail cannot be chosen, and the dialog says what to set', async ({ page, visit }) => {
  await visit('/settings/webhooks');
  await page.getByRole('button', { name: 'Add receiver' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add receiver' });

  await dialog.getByRole('radio', { name: /^E-mail/ }).check();

  await expect(dialog.getByText('HOLDPOINT_SMTP_URL')).toBeVisible();
  await expect(dialog.getByRole('textbox')).toHaveCount(0);
  await expect(dialog.getByRole('button', { name: 'Add receiver' })).toHaveCount(0);
});
