import type { Page } from '@playwright/test';
import type { Api } from './api';
import { expect, test } from './fixtures';

const ask = (place: string) => ({ messages: [{ role: 'user', content: `weather in ${place}?` }] });

/** A thread whose run takes its time, with three more behind it. */
async function startQueue(api: Api): Promise<string> {
  const threadId = await api.startThread('agent', ask('sf'), { pace: 6 });
  for (const place of ['nyc', 'paris', 'london']) await api.send(threadId, { graphId: 'agent', input: ask(place) });
  return threadId;
}

const waiting = (page: Page) =>
  page.getByRole('list', { name: 'Waiting, in order of execution' }).getByRole('listitem');

test.beforeEach(async ({ reviewAs }) => reviewAs('Ada'));

test('a queued run is moved by buttons, keeps the focus, and is executed at its new place', async ({
  page,
  visit,
  api,
}) => {
  const threadId = await startQueue(api);
  await visit(`/threads/${threadId}`);
  await expect(waiting(page)).toContainText([/^1.*nyc/, /^2.*paris/, /^3.*london/]);

  const up = waiting(page)
    .filter({ hasText: 'london' })
    .getByRole('button', { name: /^Move run .* up$/ });
  await up.press('Enter');
  await expect(waiting(page)).toContainText([/^1.*nyc/, /^2.*london/, /^3.*paris/]);
  await expect(up).toBeFocused();
  await up.press('Enter');
  await expect(waiting(page)).toContainText([/^1.*london/, /^2.*nyc/, /^3.*paris/]);

  await api.settle(threadId);
  const { messages } = (await api.values(threadId)) as { messages: { type: string; content: string }[] };
  const asked = messages.filter(({ type }) => type === 'human').map(({ content }) => content);
  expect(asked).toEqual(['sf', 'london', 'nyc', 'paris'].map((place) => `weather in ${place}?`));
  await visit('/activity?kind=reorder');
  await expect(page.getByRole('list', { name: 'Decisions' })).toContainText('Ada moved a run in the queue');
});

// Dragging is for who has a mouse, and so a keyboard.
test('a queued run is dragged to the end of the queue', { tag: '@keyboard' }, async ({ page, visit, api }) => {
  const threadId = await startQueue(api);
  await visit(`/threads/${threadId}`);

  const last = waiting(page).filter({ hasText: 'london' });
  // Brings it out from under the composer, so that nothing scrolls on the way.
  await last.hover();
  await waiting(page).filter({ hasText: 'nyc' }).dragTo(last);

  await expect(waiting(page)).toContainText([/^1.*paris/, /^2.*london/, /^3.*nyc/]);
});

test('one run is withdrawn, then the queue is cleared, and what works goes on', async ({ page, visit, api }) => {
  const threadId = await startQueue(api);
  await visit(`/threads/${threadId}`);

  await waiting(page)
    .filter({ hasText: 'paris' })
    .getByRole('button', { name: /^Withdraw/ })
    .click();
  await expect(waiting(page)).toContainText([/^1.*nyc/, /^2.*london/]);
  await page.getByRole('button', { name: 'Clear queue' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Withdraw all' }).click();

  await expect(page.getByRole('region', { name: 'Queue' })).toBeHidden();
  await api.settle(threadId);
  expect((await api.runs(threadId)).map(({ status }) => status)).toEqual([
    'success',
    'interrupted',
    'interrupted',
    'interrupted',
  ]);
});
