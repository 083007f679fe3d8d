import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { test as onOwnServer } from './own-server';

const banner = (page: Page) => page.getByRole('status').filter({ hasText: 'Connection lost' });

onOwnServer(
  'without the server nothing can be sent and times stand still; when it is back, the draft goes out',
  async ({ page, visit, api, reviewAs, server, allowConsoleError }) => {
    test.slow();
    const { questions } = await api.startPaused('age', { foo: 'abc' });
    await reviewAs('Ada');
    await page.clock.install();
    await visit(`/i/${questions.node}`);
    const answer = page.getByRole('textbox', { name: 'Your answer' });
    const send = page.getByRole('button', { name: 'Send answer' });
    const asked = page.getByRole('main').getByRole('time').first();
    await answer.fill('25');
    await expect(send).not.toHaveAttribute('aria-disabled');
    allowConsoleError(/ERR_|Failed to (load|fetch)|network error/);

    await server.kill();
    await expect(banner(page)).toBeVisible();
    await expect(send).toHaveAttribute('aria-disabled', 'true');
    await answer.press('ControlOrMeta+Enter');
    await expect(page.getByRole('status').filter({ hasText: 'your draft is kept' })).toBeVisible();
    await expect(page.getByRole('alert').filter({ hasText: 'Not sent' })).toBeHidden();
    const before = await asked.textContent();
    await page.clock.fastForward('20:00');
    await page.evaluate(() => new Promise(requestAnimationFrame));
    expect(await asked.textContent()).toBe(before);

    await server.start();
    await expect(banner(page)).toBeHidden({ timeout: 30_000 });
    await expect(asked).toHaveText(/2\d min ago/);
    await expect(answer).toHaveValue('25');
    await send.click();
    await expect(page.getByText('The human is 25 years old.')).toBeVisible();
  },
);

test('a browser that goes offline says so at once, and when it is back', async ({ page, visit, allowConsoleError }) => {
  allowConsoleError(/ERR_INTERNET_DISCONNECTED|Failed to load/);
  await visit('/inbox');
  await expect(banner(page)).toBeHidden();

  await page.context().setOffline(true);
  await expect(banner(page)).toBeVisible();
  await page.context().setOffline(false);

  await expect(banner(page)).toBeHidden();
});

test('what is done while the server does not answer fails with a word, and can be done again', async ({
  page,
  visit,
  api,
  reviewAs,
  allowConsoleError,
}) => {
  const threadId = await api.startThread('agent', { messages: [{ role: 'user', content: 'hello' }] }, { pace: 6 });
  await reviewAs('Ada');
  allowConsoleError(/ERR_FAILED|Failed to fetch/);
  await visit(`/threads/${threadId}`);
  const cancel = page.getByRole('button', { name: 'Cancel', exact: true });
  await expect(cancel).toBeVisible();

  // Server actions are the only ones that post.
  await page.route('**/*', (route) => (route.request().method() === 'POST' ? route.abort() : route.fallback()));
  await cancel.click();
  await expect(page.getByText('The server did not answer')).toBeVisible();
  await page.unrouteAll();
  await cancel.click();

  await expect(page.getByText('No run is active.')).toBeAttached();
});
