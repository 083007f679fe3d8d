import { expect, test, unique } from './fixtures';

const onKeyboard = { tag: '@keyboard' };

test('j, k and Enter walk the inbox and open a question', onKeyboard, async ({ page, visit, api }) => {
  const trip = unique('Train to Bern');
  await api.startPaused('expense', { description: trip, amount: 120 });

  await visit(`/inbox?q=${encodeURIComponent(trip)}`);
  const questions = page.getByRole('list', { name: 'Questions' }).getByRole('link');
  await expect(questions).toHaveCount(2);
  const titles = await questions.allTextContents();
  await page.keyboard.press('j');
  await expect(questions.nth(0)).toBeFocused();
  await page.keyboard.press('j');
  await expect(questions.nth(1)).toBeFocused();
  await page.keyboard.press('k');
  await expect(questions.nth(0)).toBeFocused();
  await page.keyboard.press('Enter');

  await expect(page.getByRole('heading', { level: 1, name: titles[0] })).toBeVisible();
  await expect(async () => {
    await page.keyboard.press('u');
    await expect(page).toHaveURL(/\/inbox/, { timeout: 500 });
  }).toPass();
});

test('? opens the sheet of shortcuts and Escape closes it', onKeyboard, async ({ page, visit }) => {
  await visit('/inbox');
  await page.keyboard.press('?');

  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(sheet).toContainText('Next question');
  await page.keyboard.press('Escape');
  await expect(sheet).toBeHidden();
});

test('a question is answered with the keyboard alone', onKeyboard, async ({ page, visit, api, reviewAs }) => {
  const subject = unique('visitor');
  await api.startPaused('age', { foo: subject });
  await reviewAs('Ada');

  await visit(`/inbox?q=${encodeURIComponent(subject)}`);
  const question = page.getByRole('list', { name: 'Questions' }).getByRole('link');
  // A key that is pressed before its part of the page is alive is lost.
  await expect(async () => {
    await page.keyboard.press('j');
    await expect(question).toBeFocused({ timeout: 50 });
  }).toPass();
  await page.keyboard.press('Enter');
  const answer = page.getByRole('textbox', { name: 'Your answer' });
  await expect(answer).toBeVisible();
  await expect(async () => {
    await page.keyboard.press('Tab');
    await expect(answer).toBeFocused({ timeout: 50 });
  }).toPass();
  await page.keyboard.type('25');
  await page.keyboard.press('ControlOrMeta+Enter');

  await expect(page.getByText('The human is 25 years old.')).toBeVisible();
});

test('shortcuts are silent while typing, and when they are turned off', onKeyboard, async ({ page, visit, api }) => {
  const { questions } = await api.startPaused('age', { foo: 'abc' });

  await visit(`/i/${questions.node}`);
  const answer = page.getByRole('textbox', { name: 'Your answer' });
  await answer.focus();
  await page.keyboard.type('gtu?');
  await expect(answer).toHaveValue('gtu?');
  await expect(page).toHaveURL(new RegExp(`/i/${questions.node}`));
  await expect(page.getByRole('dialog')).toBeHidden();

  await page.getByRole('button', { name: 'Keyboard shortcuts' }).click();
  await page.getByRole('checkbox', { name: 'Single-key shortcuts are on' }).uncheck();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await page.keyboard.press('?');
  await page.keyboard.press('u');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(page).toHaveURL(new RegExp(`/i/${questions.node}`));
});

test('what was laid over the page gives the focus back to what opened it', async ({ page, visit }) => {
  await visit('/inbox');
  const openers = [
    page.getByRole('button', { name: 'Keyboard shortcuts' }),
    page.getByRole('button', { name: 'Open menu' }),
  ];
  for (const opener of openers) {
    if (!(await opener.isVisible())) continue;
    await opener.press('Enter');
    await expect(page.getByRole('dialog')).toBeVisible();
    await page.keyboard.press('Escape');

    await expect(page.getByRole('dialog')).toBeHidden();
    await expect(opener).toBeFocused();
  }
});

test(
  'single keys decide on what is undecided and turn to JSON, and never send',
  onKeyboard,
  async ({ page, visit, api }) => {
    const { threadId, questions } = await api.startPaused('approve_tools', {});
    const decision = (tool: string, label: string) =>
      page.getByRole('group', { name: `Decision on ${tool}` }).getByRole('radio', { name: label });

    await visit(`/i/${questions.review}`);
    await page.keyboard.press('r');
    await expect(decision('delete_rows', 'Reject')).toBeChecked();
    await expect(decision('send_email', 'Approve')).not.toBeChecked();
    await page.keyboard.press('a');
    await expect(decision('send_email', 'Approve')).toBeChecked();
    await expect(decision('delete_rows', 'Reject')).toBeChecked();
    await page.keyboard.press('v');
    await expect(page.getByRole('textbox', { name: 'Answer as JSON' })).toHaveValue(/"type": "reject"/);
    await page.keyboard.press('v');

    await expect(decision('send_email', 'Approve')).toBeChecked();
    expect(await api.runs(threadId)).toHaveLength(1);
  },
);
