import { createServer } from 'node:net';
import type { Page } from '@playwright/test';
import { CLIENT, oidcProvider, type TestProvider } from '#lib/testing/oidc-provider';
import { addMember, createFirst } from './account-steps';
import { expectAccessible } from './expect-accessible';
import { test as base, expect } from './fixtures';
import { TestServer } from './server';

const test = base.extend<{ provider: TestProvider }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures it needs from this pattern
  server: async ({}, use, info) => {
    const server = new TestServer(info.testId);
    const port = await freePort();
    server.settings.PORT = port;
    server.settings.HOLDPOINT_PUBLIC_URL = `http://127.0.0.1:${port}`;
    await use(server);
    await server.remove();
  },
  provider: async ({ server }, use) => {
    const url = String(server.settings.HOLDPOINT_PUBLIC_URL);
    const provider = await oidcProvider(`${url}/sign-in/callback/oidc`);
    Object.assign(server.settings, {
      HOLDPOINT_OIDC_ISSUER: provider.issuer,
      HOLDPOINT_OIDC_CLIENT_ID: CLIENT.id,
      HOLDPOINT_OIDC_CLIENT_SECRET: CLIENT.secret,
      HOLDPOINT_OIDC_NAME: 'Example ID',
    });
    await server.start();
    await use(provider);
    await provider.close();
  },
  baseURL: async ({ server }, use) => use(server.settings.HOLDPOINT_PUBLIC_URL),
});

test.describe.configure({ timeout: 240_000 });

/** The server must know its own address before it starts. */
async function freePort(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (typeof address !== 'object' || address === null) throw new Error('There is no free port.');
  return String(address.port);
}

/** The provider's page would have its letters from elsewhere. */
async function toProvider(page: Page): Promise<void> {
  await page.route(/fonts\.googleapis/, (route) => route.fulfill({ contentType: 'text/css', body: '' }));
  await page.getByRole('button', { name: 'Continue with Example ID' }).click();
}

async function continueAs(page: Page, name: string): Promise<void> {
  await toProvider(page);
  await page.getByPlaceholder('Enter any login').fill(name);
  await page.getByPlaceholder('and password').fill('anything');
  await page.getByRole('button', { name: 'Sign-in' }).click();
}

test('a member signs in with the provider, and goes where they were going', async ({ page, provider, browser }) => {
  provider.people.r1 = { email: 'rita@example.com', email_verified: true, name: 'R.' };
  await createFirst(page);
  await addMember(page, 'Rita', 'reviewer');
  await expect(page.getByRole('list', { name: 'Members' })).toContainText('Invited');
  const context = await browser.newContext({ baseURL: page.url() });
  const rita = await context.newPage();

  await rita.goto('/threads?status=busy');
  await expectAccessible(rita);
  await continueAs(rita, 'r1');

  await expect(rita).toHaveURL(/\/threads\?status=busy$/);
  await rita.goto('/settings/profile');
  await expect(rita.getByRole('main').getByText('Rita', { exact: true })).toBeVisible();
  const session = (await context.cookies()).find(({ name }) => name.endsWith('session_token'));
  expect(session).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' });
  await page.goto('/settings/members');
  await expect(page.getByRole('list', { name: 'What changed' })).toContainText(
    'Rita signed in with Example ID for the first time',
  );
  await rita.getByRole('button', { name: 'Sign out' }).click();
  await expect(rita).toHaveURL(/\/sign-in/);
  await context.close();
});

test('who is no member, or turns back, is told so where one signs in', async ({ page, provider, browser }) => {
  provider.people.eve = { email: 'eve@example.com', email_verified: true, name: 'Eve' };
  await createFirst(page);
  const context = await browser.newContext({ baseURL: page.url() });
  const eve = await context.newPage();
  await eve.goto('/inbox');

  await toProvider(eve);
  await eve.getByRole('link', { name: 'Cancel' }).click();
  await expect(eve.getByRole('alert').filter({ hasText: 'Example ID did not let you in' })).toBeVisible();
  await continueAs(eve, 'eve');

  await expect(eve).toHaveURL(/\/sign-in\?refused=unknown$/);
  await expect(eve.getByRole('alert').filter({ hasText: 'belongs to no member of this server' })).toBeVisible();
  await expectAccessible(eve);
  await eve.goto('/inbox');
  await expect(eve).toHaveURL(/\/sign-in\?to=/);
  await context.close();
});

test.describe('before scripts have come', () => {
  test.use({ javaScriptEnabled: false });

  test('one signs in with the provider', async ({ page, provider }) => {
    provider.people.a1 = { email: 'ada@example.com', email_verified: true };
    await createFirst(page);
    await page.context().clearCookies();
    await page.goto('/threads?status=busy');

    await continueAs(page, 'a1');

    await expect(page).toHaveURL(/\/threads\?status=busy$/);
  });
});
