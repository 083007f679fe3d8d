import type { Page } from '@playwright/test';
import { addMember, createFirst, PASSWORD } from './account-steps';
import { expectAccessible } from './expect-accessible';
import { expect, unique } from './fixtures';
import { test } from './own-server';

/** The browser says 401 and 403 in its console, which is what is looked for here. */
const REFUSED = /the server responded with a status of 40[13]/;

test.describe.configure({ timeout: 240_000 });

async function signIn(page: Page, email: string): Promise<void> {
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

test('the first account closes the server, and two roles do what theirs let them', async ({
  page,
  api,
  browser,
  server,
  allowConsoleError,
}) => {
  allowConsoleError(REFUSED);
  const subject = unique('visitor');
  const { threadId, questions } = await api.startPaused('age', { foo: subject });
  const stranger = await (await browser.newContext({ baseURL: server.url })).newPage();
  await stranger.goto(`/threads/${threadId}`);
  await expect(stranger.getByRole('button', { name: 'New message' })).toBeVisible();

  await page.goto('/settings/members');
  await expect(page.getByText('This server is open')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Create the first account' }).click();
  await expect(page).toHaveURL(/\/setup$/);
  await expectAccessible(page);
  await createFirst(page);

  // The page that was open is led to where one signs in, and back to where it was.
  await expect(stranger).toHaveURL(/\/sign-in\?to=/);
  await expectAccessible(stranger);
  expect((await stranger.request.get('/data/inbox')).status()).toBe(401);
  expect((await stranger.request.get('/api/threads/none')).status()).toBe(401);
  expect((await stranger.request.get('/api/ok')).status()).toBe(200);
  await signIn(stranger, 'nobody@example.com');
  await expect(stranger.getByRole('alert').filter({ hasText: 'are wrong' })).toBeVisible();

  const link = await addMember(page, 'Vera', 'viewer');
  await expectAccessible(page);
  await stranger.goto(link);
  await expectAccessible(stranger);
  await stranger.getByLabel('New password').fill(PASSWORD);
  await stranger.getByRole('button', { name: 'Set the password' }).click();
  await expect(stranger.getByText('Your password is set.')).toBeVisible();
  await stranger.goto(`/threads/${threadId}`);
  await signIn(stranger, 'vera@example.com');
  await expect(stranger).toHaveURL(new RegExp(`/threads/${threadId}`));
  await expect(stranger.getByText('Your role lets you see it, and not answer.')).toBeVisible();
  await expect(stranger.getByRole('button', { name: 'New message' })).toHaveCount(0);
  for (const page of ['api-keys', 'webhooks', 'webhooks/none', 'members']) {
    expect((await stranger.goto(`/settings/${page}`))?.status()).toBe(403);
    await expect(stranger.getByRole('heading', { name: 'This page is for admins' })).toBeVisible();
  }
  await expectAccessible(stranger);
  await expect(stranger.getByRole('link', { name: 'API keys' })).toHaveCount(0);

  // A new role counts at once; who answers is recorded under the name of the account.
  await page.getByLabel('Role of Vera').selectOption('reviewer');
  await expect(page.getByRole('list', { name: 'What changed' })).toContainText('Ada made Vera reviewer');
  await stranger.goto(`/i/${questions.node}`);
  await stranger.getByRole('textbox', { name: 'Your answer' }).fill('25');
  await stranger.getByRole('button', { name: 'Send answer' }).click();
  await expect(stranger.getByRole('status').filter({ hasText: 'Vera answered 25' })).toBeVisible();

  // A new password ends the sessions elsewhere, and not the one it was chosen in.
  await stranger.goto('/settings/profile');
  await stranger.getByLabel('Current password').fill(PASSWORD);
  await stranger.getByLabel('New password').fill('short');
  await stranger.getByRole('button', { name: 'Change password' }).click();
  await expect(stranger.getByText('A password has at least 12 characters.')).toBeVisible();
  await stranger.getByLabel('Current password').fill(PASSWORD);
  await stranger.getByLabel('New password').fill(`${PASSWORD} 2`);
  await stranger.getByRole('button', { name: 'Change password' }).click();
  await expect(stranger.getByText('Your password is changed.')).toBeVisible();
  await expectAccessible(stranger);

  // Who is disabled loses the page that is open.
  await page.getByRole('button', { name: 'Disable Vera' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Disable' }).click();
  await expect(stranger).toHaveURL(/\/sign-in\?to=/);
  await stranger.context().close();
});

test('a program gets a key, uses the API under its name, and is shut out when it is revoked', async ({
  page,
  server,
}) => {
  await createFirst(page);
  await page.goto('/settings/api-keys');
  const section = page.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name: 'API keys' });
  await expect(section).toBeInViewport({ ratio: 1 });
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Create key' }).click();
  await page.getByRole('dialog').getByLabel('Name').fill('Deployer');
  await expectAccessible(page);
  await page.getByRole('dialog').getByRole('button', { name: 'Create key' }).click();
  const key = (await page.getByRole('status').locator('code').first().textContent()) ?? '';
  const create = () =>
    fetch(`${server.url}/api/threads`, {
      method: 'POST',
      body: '{}',
      headers: { 'x-api-key': key, 'content-type': 'application/json' },
    });
  expect((await create()).status).toBe(200);

  await page.getByRole('button', { name: 'Revoke Deployer' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();

  await expect(page.getByRole('list', { name: 'API keys' })).toContainText('Revoked');
  await expect(page.getByRole('list', { name: 'API keys' })).not.toContainText('expires');
  expect((await create()).status).toBe(401);
});

test.describe('before scripts have come', () => {
  test.use({ javaScriptEnabled: false });

  test('one makes the first account, signs out and signs in', async ({ page }) => {
    await createFirst(page);
    await page.goto('/settings/profile');
    await page.getByRole('button', { name: 'Sign out' }).click();
    await expect(page).toHaveURL(/\/sign-in/);
    await page.goto('/threads?status=busy');

    await signIn(page, 'ada@example.com');

    await expect(page).toHaveURL(/\/threads\?status=busy/);
  });
});
