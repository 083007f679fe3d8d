import type { Browser, Page } from '@playwright/test';
import type { ClientBase } from 'pg';
import { addMember, createFirst, PASSWORD } from '../account-steps';
import type { Cookies } from './take-pictures';
import { withBrowser } from './with-browser';

/** Members in every state, and keys. @returns what the admin's browser keeps */
export async function arrangeAccounts(url: string, database: ClientBase): Promise<Cookies> {
  return withBrowser(async (browser) => {
    const page = await (await browser.newContext({ baseURL: url, locale: 'en-GB' })).newPage();
    await createFirst(page, await setupCode(database));
    await choosePassword(browser, { url, link: await addMember(page, 'Maria', 'reviewer') });
    await choosePassword(browser, { url, link: await addMember(page, 'Carl', 'viewer') });
    await addMember(page, 'Ben', 'operator');
    await page.goto('/settings/members');
    await page.getByRole('button', { name: 'Disable Carl' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Disable' }).click();
    await page.getByRole('button', { name: 'Enable Carl' }).waitFor();
    for (const name of ['Old importer', 'Deployer']) await addKey(page, name);
    await page.getByRole('button', { name: 'Revoke Old importer' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
    await page.getByRole('list', { name: 'API keys' }).getByText('Revoked').waitFor();
    await age(database);
    return page.context().cookies();
  });
}

async function setupCode(database: ClientBase): Promise<string> {
  const { rows } = await database.query<{ value: string }>(
    `SELECT value FROM server_secrets WHERE name = 'setup_code'`,
  );
  return rows[0]?.value ?? '';
}

/** The link is for the address of the settings, which is not that of this server. */
async function choosePassword(browser: Browser, { url, link }: { url: string; link: string }): Promise<void> {
  const context = await browser.newContext({ baseURL: url });
  const page = await context.newPage();
  const { pathname, search } = new URL(link);
  await page.goto(`${pathname}${search}`);
  await page.getByLabel('New password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Set the password' }).click();
  await page.getByText('Your password is set.').waitFor();
  await context.close();
}

async function addKey(page: Page, name: string): Promise<void> {
  await page.goto('/settings/api-keys');
  await page.getByRole('button', { name: 'Create key' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill(name);
  await dialog.getByRole('button', { name: 'Create key' }).click();
  await page.getByRole('button', { name: `Revoke ${name}` }).waitFor();
}

/** One thing a day: nobody makes all accounts at once. */
async function age(database: ClientBase): Promise<void> {
  await database.query(`
    UPDATE account_changes SET at = at - interval '2 hours'
      - interval '1 day' * ((SELECT max(id) FROM account_changes) - id)`);
  await database.query(`UPDATE member_sessions SET created_at = created_at - interval '3 hours'`);
  await database.query(`
    UPDATE api_keys SET created_at = change.at FROM account_changes change
    WHERE change.kind = 'create_key' AND change.subject = api_keys.name`);
}
