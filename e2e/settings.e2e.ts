import { expect, test, unique } from './fixtures';

test('the density is chosen once, and the next page comes with it from the server', async ({ page, visit }) => {
  await visit('/settings');
  await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible();
  const html = page.locator('html');
  await expect(html).toHaveAttribute('data-density', 'comfortable');

  // A radio of the row is there for who cannot see it, and covered for who can.
  await page.getByText('Compact', { exact: true }).click();

  await expect(html).toHaveAttribute('data-density', 'compact');
  await expect(async () => {
    const fromServer = await (await page.request.get('/threads')).text();
    expect(fromServer).toContain('data-density="compact"');
  }).toPass();
  await visit('/settings');
  await expect(page.getByRole('radio', { name: 'Compact' })).toBeChecked();
});

test.describe('far to the east', () => {
  test.use({ timezoneId: 'Asia/Tokyo' });

  test('who prefers absolute times reads those of the own zone, from the server and after', async ({
    page,
    visit,
    api,
  }) => {
    const subject = unique('visitor');
    await api.startPaused('age', { foo: subject });
    await visit('/settings/profile');
    await page.getByText('14:05', { exact: true }).click();
    await expect.poll(async () => (await page.context().cookies()).map(({ value }) => value).join()).toContain('Tokyo');

    await visit(`/inbox?q=${encodeURIComponent(subject)}`);

    const clock = new Intl.DateTimeFormat('en', { timeZone: 'Asia/Tokyo', timeStyle: 'short', hourCycle: 'h23' });
    const minutes = [0, 60_000].map((ago) => clock.format(Date.now() - ago));
    const row = page.getByRole('list', { name: 'Questions' }).getByRole('listitem');
    await expect(row.getByRole('time')).toHaveText(new RegExp(minutes.join('|')));
    const fromServer = await (await page.request.get(`/inbox?q=${encodeURIComponent(subject)}`)).text();
    expect(fromServer).toMatch(new RegExp(`>(${minutes.join('|')})</time>`));
  });
});

test('a setting of one tab holds in the others', async ({ page, visit, context }) => {
  await visit('/inbox');
  const other = await context.newPage();
  await other.goto('/settings/profile');
  await other.getByText('Compact', { exact: true }).click();

  await expect(page.locator('html')).toHaveAttribute('data-density', 'compact');
});

test('the name is changed in the settings', async ({ page, visit, reviewAs }) => {
  await reviewAs('Ada');
  await visit('/settings/profile');
  await page.getByRole('button', { name: 'Change name' }).click();
  await page.getByRole('textbox', { name: 'Your name' }).fill('Grace');
  await page.getByRole('button', { name: 'Save name' }).click();

  await expect(page.getByRole('main').getByText('Grace', { exact: true })).toBeVisible();
});

test('a server that sends at once offers no time to take back', async ({ page, visit }) => {
  await visit('/settings/profile');

  await expect(page.getByRole('combobox', { name: 'Time to take a decision back' })).toBeDisabled();
  await expect(page.getByText('This server is set to send every decision at once.')).toBeVisible();
});
