import type { Page } from '@playwright/test';
import { expect } from './fixtures';

export const PASSWORD = 'correct horse battery';

/** `code`: as the server has printed it, where it must have accounts. */
export async function createFirst(page: Page, code?: string): Promise<void> {
  await page.goto('/setup');
  if (code) await page.getByLabel('Code').fill(code);
  await page.getByLabel('Your name').fill('Ada');
  await page.getByLabel('E-mail address').fill('ada@example.com');
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Create the account' }).click();
  await expect(page).toHaveURL(/\/settings\/members$/);
}

/** @returns the link that the new member gets */
export async function addMember(page: Page, name: string, role: string): Promise<string> {
  await page.goto('/settings/members');
  await page.getByRole('button', { name: 'Add member' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill(name);
  await dialog.getByLabel('E-mail address').fill(`${name.toLowerCase()}@example.com`);
  await dialog.getByLabel('Role').selectOption(role);
  await dialog.getByRole('button', { name: 'Add member' }).click();
  const link = page.getByRole('status').filter({ hasText: `A link for ${name}` });
  await expect(link).toBeVisible();
  return (await link.locator('code').textContent()) ?? '';
}
