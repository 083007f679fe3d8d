import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';

const looks = (page: Page, text: string) => page.getByText(text, { exact: true });

/** Far less than the time after which who is silent is forgotten. */
const SOON = { timeout: 8_000 };

test('who else looks at a question is said on its page, until they go', async ({ api, openAs }) => {
  const { questions } = await api.startPaused('age', { foo: 'abc' });
  const address = `/i/${questions.node}`;
  const ada = await openAs('Ada', address);
  await expect(ada.getByRole('button', { name: 'Send answer' })).toBeVisible();
  const grace = await openAs('Grace', address);

  await expect(looks(ada, 'Grace is looking')).toBeVisible(SOON);
  await expect(looks(grace, 'Ada is looking')).toBeVisible(SOON);
  const joan = await openAs('Joan', `/inbox/work?at=${questions.node}`);
  await expect(joan.getByText(/^(Ada and Grace|Grace and Ada) are looking$/)).toBeVisible(SOON);

  await grace.getByRole('main').getByRole('link', { name: 'Inbox' }).click();
  await expect(looks(ada, 'Joan is looking')).toBeVisible(SOON);
  await joan.goto('about:blank');
  await expect(ada.getByText(/looking/)).toBeHidden(SOON);
});

test('who answers is not said to look as well, and who hides the tab does not look', async ({ api, openAs }) => {
  const { questions } = await api.startPaused('age', { foo: 'abc' });
  const ada = await openAs('Ada', `/i/${questions.node}`);
  const grace = await openAs('Grace', `/i/${questions.node}`);
  await expect(looks(ada, 'Grace is looking')).toBeVisible(SOON);

  await grace.getByRole('button', { name: 'Claim' }).click();
  await expect(ada.getByText('Grace is answering this')).toBeVisible();
  await expect(looks(ada, 'Grace is looking')).toBeHidden();
  await grace.getByRole('button', { name: 'Release' }).click();
  await expect(looks(ada, 'Grace is looking')).toBeVisible();

  await grace.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => 'hidden' });
    document.dispatchEvent(new Event('visibilitychange'));
  });
  await expect(looks(ada, 'Grace is looking')).toBeHidden(SOON);
});
