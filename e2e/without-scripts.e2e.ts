import { expect, test } from './fixtures';

test.describe('without any script', () => {
  test.use({ javaScriptEnabled: false });

  test('a question is answered', async ({ page, api, reviewAs }) => {
    const { threadId, questions } = await api.startPaused('age', { foo: 'abc' });
    await reviewAs('Ada');

    await page.goto(`/i/${questions.node}`);
    await page.getByRole('textbox', { name: 'Your answer' }).fill('41');
    await page.getByRole('button', { name: 'Send answer' }).click();

    await expect(page.getByText('Ada answered')).toBeVisible();
    await api.settle(threadId);
    expect(await api.values(threadId)).toMatchObject({ human_value: 'The human is 41 years old.' });
  });

  test('what is asked is all in sight, also what is shown in a way of its own', async ({ page, api, reviewAs }) => {
    const { questions } = await api.startPaused('draft_mail', {});
    await reviewAs('Ada');

    await page.goto(`/i/${questions.review}`);

    // Playwright's texts leave out what is for browsers without scripts.
    // biome-ignore lint/performance/useDomNodeTextContent: what is rendered is what counts
    const seen = await page.getByRole('main').innerText();
    expect(seen).toContain('Shall this go out?');
    expect(seen).toContain('your order left today.');
  });

  test('who has no name yet gives it in the form, which keeps what was typed', async ({ page, api }) => {
    const { questions } = await api.startPaused('age', { foo: 'abc' });

    await page.goto(`/i/${questions.node}`);
    await page.getByRole('textbox', { name: 'Your answer' }).fill('41');
    await page.getByRole('button', { name: 'Send answer' }).click();
    await expect(page.getByRole('textbox', { name: 'Your answer' })).toHaveValue('41');
    await page.getByRole('textbox', { name: 'Your name' }).fill('Grace');
    await page.getByRole('button', { name: 'Send answer' }).click();

    await expect(page.getByText('Grace answered')).toBeVisible();
  });

  test('a decision is made, and what it asks for is filled in after it was chosen', async ({ page, api, reviewAs }) => {
    const { threadId, questions } = await api.startPaused('expense', { description: 'Chair', amount: 300 });
    await reviewAs('Ada');

    await page.goto(`/i/${questions.manager_approval}`);
    await page.getByRole('radio', { name: 'Approve' }).check();
    await page.getByRole('button', { name: 'Send answer' }).click();
    await expect(page.getByText('Ada answered')).toBeVisible();

    await page.goto(`/i/${questions.finance_approval}`);
    await page.getByRole('radio', { name: 'Edit' }).check();
    await page.getByRole('button', { name: 'Send answer' }).click();
    await page.getByRole('textbox', { name: 'Amount' }).fill('-5');
    await page.getByRole('button', { name: 'Send: edit' }).click();
    await expect(page.getByRole('textbox', { name: 'Amount' })).toHaveAccessibleDescription(/more than 0/);
    await page.getByRole('textbox', { name: 'Amount' }).fill('99.5');
    await page.getByRole('button', { name: 'Send: edit' }).click();
    await expect(page.getByText('Ada answered')).toBeVisible();

    await api.settle(threadId);
    expect(await api.values(threadId)).toMatchObject({ status: 'paid', approved_amount: 99.5 });
  });
});

test('an answer that is sent before the scripts have come arrives', async ({ page, api, reviewAs }) => {
  const { threadId, questions } = await api.startPaused('age', { foo: 'abc' });
  await reviewAs('Ada');
  // Asked for, and never sent.
  await page.route(/_next\/static\/.*\.js/, () => {});

  await page.goto(`/i/${questions.node}`, { waitUntil: 'commit' });
  await page.getByRole('textbox', { name: 'Your answer' }).fill('41');
  await page.getByRole('button', { name: 'Send answer' }).click();

  await expect(page.getByText('Ada answered')).toBeVisible();
  await api.settle(threadId);
  expect(await api.values(threadId)).toMatchObject({ human_value: 'The human is 41 years old.' });
});
