import { expect, test, unique } from './fixtures';

test.describe('a German browser', () => {
  test.use({ locale: 'de-DE' });

  test('gets German, before scripts and after', async ({ page, visit }) => {
    const served = await (await page.request.get('/settings/profile', { headers: { 'accept-language': 'de' } })).text();
    expect(served).toContain('<html lang="de"');
    expect(served).toContain('Darstellung');

    await visit('/settings/profile');

    await expect(page.locator('html')).toHaveAttribute('lang', 'de');
    const language = page.getByRole('group', { name: 'Sprache der Oberfläche' });
    await expect(language.getByRole('radio', { name: 'Wie im Browser' })).toBeChecked();
  });

  test('decides a question, and the graph gets the answer that it knows', async ({ page, visit, api, reviewAs }) => {
    const trip = unique('Zug nach Bern');
    const { threadId, questions } = await api.startPaused('expense', { description: trip, amount: 120 });
    await reviewAs('Ada');
    await visit(`/inbox?q=${encodeURIComponent(trip)}`);
    await expect(page.getByRole('navigation', { name: 'Ansichten' })).toContainText('Offen2');

    await page.getByRole('link', { name: `Manager approval: ${trip}` }).click();
    await page.getByRole('radio', { name: 'Ablehnen' }).check();
    await page.getByRole('button', { name: 'Ablehnen' }).click();

    const main = page.getByRole('main');
    await expect(main.getByText('Ada hat geantwortet:')).toContainText('{"decision":"reject"');
    expect(Object.values(await api.settle(threadId))).toEqual([questions.finance_approval]);
  });

  test('shows English to who chooses it, and keeps to it', async ({ page, visit }) => {
    await visit('/settings/profile');

    await page.getByText('English', { exact: true }).click();

    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
    await expect(page.getByRole('heading', { name: 'Appearance' })).toBeVisible();
    await page.reload();
    await expect(page.getByRole('radio', { name: 'English' })).toBeChecked();
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  });
});

test('who chooses German reads it from then on', async ({ page, visit }) => {
  await visit('/settings/profile');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');

  await page.getByText('Deutsch', { exact: true }).click();

  await expect(page.getByRole('heading', { name: 'Darstellung' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
});
