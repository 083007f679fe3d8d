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
  await expect(sheet.getByRole('region', { name: 'The inbox' })).toContainText('Here');
  await expect(sheet.getByRole('heading', { level: 3 }).first()).toBeInViewport();
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
    // All of it is in sight.
    await page.setViewportSize({ width: 1280, height: 1600 });

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

test('the second key of a sequence does nothing else', onKeyboard, async ({ page, visit, api }) => {
  const { questions } = await api.startPaused('approve_tools', {});
  await visit(`/i/${questions.review}`);
  const approve = page.getByRole('radio', { name: 'Approve' }).first();
  await expect(async () => {
    await page.keyboard.press('a');
    await expect(approve).toBeChecked({ timeout: 50 });
  }).toPass();

  // Where `r` alone would choose to reject.
  await page.keyboard.press('g');
  await page.keyboard.press('r');

  await expect(page).toHaveURL(/\/runs$/);
  await page.goBack();
  await expect(approve).toBeChecked();
  await expect(page.getByRole('radio', { name: 'Reject', checked: true })).toHaveCount(0);
});

test('brackets go from action to action, and keys decide where one went', onKeyboard, async ({ page, visit, api }) => {
  const { questions } = await api.startPaused('approve_tools', {});
  const decision = (tool: string, label: string) =>
    page.getByRole('group', { name: `Decision on ${tool}` }).getByRole('radio', { name: label });
  await visit(`/i/${questions.review}`);

  await expect(async () => {
    await page.keyboard.press(']');
    await page.keyboard.press(']');
    await page.keyboard.press('r');
    await expect(decision('send_email', 'Reject')).toBeChecked({ timeout: 50 });
  }).toPass();
  await expect(decision('delete_rows', 'Reject')).not.toBeChecked();
  await page.keyboard.press('[');
  await expect(decision('delete_rows', 'Approve')).toBeFocused();
  await page.keyboard.press('r');

  await expect(decision('delete_rows', 'Reject')).toBeChecked();
});

test('d shows the difference and turns back to the edit', onKeyboard, async ({ page, visit, api }) => {
  const { questions } = await api.startPaused('approve_tools', {});
  await visit(`/i/${questions.review}`);
  await page.getByRole('radio', { name: 'Edit' }).first().check();
  const subject = page.getByRole('textbox').first();
  await subject.fill('Something else');

  // Escape leaves the field.
  await page.keyboard.press('d');
  await expect(subject).toHaveValue('Something elsed');
  await page.keyboard.press('Escape');
  await page.keyboard.press('d');
  await expect(page.getByRole('list', { name: 'Changes' })).toContainText('Something elsed');
  await page.keyboard.press('d');

  await expect(subject).toBeVisible();
});

test('what is not in sight is approved by a second press only', onKeyboard, async ({ page, visit, api }) => {
  const { questions } = await api.startPaused('approve_tools', {});
  await page.setViewportSize({ width: 1280, height: 420 });
  await visit(`/i/${questions.review}`);
  const approve = page.getByRole('group', { name: 'Decision on delete_rows' }).getByRole('radio', { name: 'Approve' });
  const hint = page.getByRole('status').filter({ hasText: 'again to approve' });
  await expect(approve).not.toBeInViewport();

  await expect(async () => {
    await page.keyboard.press('a');
    await expect(hint).toBeVisible({ timeout: 50 });
  }).toPass();
  await expect(approve).not.toBeChecked();
  await expect(approve).toBeInViewport();
  await page.keyboard.press('a');

  await expect(approve).toBeChecked();
  await expect(hint).toBeHidden();
});

test(
  'what a key pressed pulses, and stands still for who wants no movement',
  onKeyboard,
  async ({ page, visit, api, reviewAs }) => {
    const { questions } = await api.startPaused('age', { foo: 'abc' });
    await reviewAs('Ada');
    await page.addInitScript(() => {
      const animate = Element.prototype.animate;
      Element.prototype.animate = function (...given: Parameters<typeof animate>) {
        document.documentElement.dataset.pulsed = this.textContent ?? '';
        return animate.apply(this, given);
      };
    });
    await visit(`/i/${questions.node}`);

    await page.keyboard.press('c');
    await expect(page.locator('html')).toHaveAttribute('data-pulsed', /Claim/);

    await page.emulateMedia({ reducedMotion: 'reduce' });
    await visit(`/i/${questions.node}`);
    await page.keyboard.press('c');
    await expect(page.getByRole('button', { name: 'Claim' })).toBeVisible();
    await expect(page.locator('html')).not.toHaveAttribute('data-pulsed');
  },
);

test('keys walk through a thread: its tabs, its message, and back', onKeyboard, async ({ page, visit, api }) => {
  const title = unique('Train to Bern');
  await api.startPaused('expense', { description: title, amount: 120 });
  await visit(`/threads?q=${encodeURIComponent(title)}`);
  await expect(async () => {
    await page.keyboard.press('j');
    await expect(page.getByRole('list', { name: 'Threads' }).getByRole('link')).toBeFocused({ timeout: 50 });
  }).toPass();
  await page.keyboard.press('o');
  const tab = (name: string) => page.getByRole('tab', { name });
  await expect(tab('Conversation')).toHaveAttribute('aria-selected', 'true');

  await page.keyboard.press('t');
  await expect(tab('State')).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Shift+T');
  await page.keyboard.press('Shift+T');
  await expect(tab('Runs')).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('t');
  await expect(tab('Conversation')).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('m');
  await expect(page.getByRole('form', { name: 'New message' }).getByRole('textbox')).toBeFocused();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');

  await expect(page).toHaveURL(/\/threads$/);
});

test('⌘⇧j goes to the newest question, from a field too', onKeyboard, async ({ page, visit, api }) => {
  const subject = unique('visitor');
  await visit('/threads');
  await page.getByRole('searchbox').fill('x');
  const { questions } = await api.startPaused('age', { foo: subject });

  await page.keyboard.press('ControlOrMeta+Shift+J');

  await expect(page).toHaveURL(new RegExp(`/i/${questions.node}$`));
});

test(
  '⌘Enter sends what was chosen by keys, wherever the focus is',
  onKeyboard,
  async ({ page, visit, api, reviewAs }) => {
    const { threadId, questions } = await api.startPaused('expense', { description: 'Chair', amount: 300 });
    await reviewAs('Ada');
    await visit(`/i/${questions.manager_approval}`);
    const approve = page.getByRole('radio', { name: 'Approve' });
    await expect(async () => {
      await page.keyboard.press('a');
      await expect(approve).toBeChecked({ timeout: 50 });
    }).toPass();
    await approve.blur();

    await page.keyboard.press('ControlOrMeta+Enter');

    await expect(page.getByText('Ada answered').first()).toBeVisible();
    expect(await api.settle(threadId)).not.toHaveProperty('manager_approval');
  },
);
