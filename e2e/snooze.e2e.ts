import type { Page } from '@playwright/test';
import { expect, test, unique } from './fixtures';

const onKeyboard = { tag: '@keyboard' };

const questions = (page: Page) => page.getByRole('list', { name: 'Questions' }).getByRole('listitem');
const dialog = (page: Page) => page.getByRole('dialog', { name: /^Snooze/ });
const inbox = (subject: string, view = 'waiting') => `/inbox?view=${view}&q=${encodeURIComponent(subject)}`;

test('h and Enter put a question off for an hour, for everybody', onKeyboard, async ({ api, openAs }) => {
  const subject = unique('visitor');
  for (const place of ['first', 'second']) await api.startPaused('age', { foo: `${subject} ${place}` });
  const ada = await openAs('Ada', inbox(subject));
  const grace = await openAs('Grace', inbox(subject));
  await expect(questions(ada)).toHaveCount(2);
  await expect(async () => {
    await ada.keyboard.press('j');
    await expect(questions(ada).getByRole('link').first()).toBeFocused({ timeout: 50 });
  }).toPass();

  await ada.keyboard.press('h');
  await expect(dialog(ada).getByRole('radio', { name: 'In 1 hour' })).toBeFocused();
  await ada.keyboard.press('Enter');

  await expect(questions(ada)).toHaveCount(1);
  await expect(questions(grace)).toHaveCount(1);
  const snoozed = await openAs('Grace', inbox(subject, 'snoozed'));
  await expect(questions(snoozed)).toHaveCount(1);
  await expect(questions(snoozed)).toContainText(/Back in 1 h/);
});

test('a question comes back by itself, without a reload', async ({ api, openAs }) => {
  const subject = unique('visitor');
  const { questions: asked } = await api.startPaused('age', { foo: subject });
  const ada = await openAs('Ada', `/i/${asked.node}`);
  const grace = await openAs('Grace', inbox(subject));
  await expect(questions(grace)).toHaveCount(1);
  // A moment is chosen to the minute, and no test waits for one: her clock is all that is early.
  await ada.route('**/i/*', async (route) => {
    const body = route.request().postData() ?? '';
    const soon = new Date(Date.now() + 6_000).toISOString();
    await route.continue({ postData: body.replace(/"until":"[^"]+"/, `"until":"${soon}"`) });
  });

  await ada.getByRole('button', { name: 'Snooze' }).click();
  await dialog(ada).getByRole('button', { name: 'Snooze' }).click();

  await expect(questions(grace)).toHaveCount(0);
  await expect(ada.getByText('Snoozed by you')).toBeVisible();
  await expect(questions(grace)).toHaveCount(1);
  await expect(ada.getByText('Snoozed by you')).toBeHidden();
});

test('a deadline before the end of a snooze is said, and is a limit to choose', async ({ api, openAs }) => {
  const threadId = await api.startThread('age', { foo: 'abc' }, { deadline: { timeout_ms: 30 * 60_000 } });
  const asked = await api.settle(threadId);
  const ada = await openAs('Ada', `/i/${asked.node}`);

  await ada.getByRole('button', { name: 'Snooze' }).click();

  await expect(dialog(ada)).toContainText(/It expires in (29|30) min, snoozed or not\./);
  await expect(dialog(ada).getByRole('radio', { name: /In 1 hour.*After it expires/ })).toBeVisible();
  await dialog(ada).getByRole('radio', { name: 'Shortly before it expires' }).check();
  await dialog(ada).getByRole('button', { name: 'Snooze' }).click();
  await expect(ada.getByText(/Snoozed by you, comes back in 1[45] min/)).toBeVisible();
});

test('a snoozed question is brought back, and the trail has both', async ({ api, openAs }) => {
  const { threadId, questions: asked } = await api.startPaused('age', { foo: 'abc' });
  const ada = await openAs('Ada', `/i/${asked.node}`);
  await ada.getByRole('button', { name: 'Snooze' }).click();
  await dialog(ada).getByRole('radio', { name: 'At another moment' }).check();
  await dialog(ada).getByLabel('Day and time').fill('2020-01-01T09:00');
  await dialog(ada).getByRole('button', { name: 'Snooze' }).click();
  await expect(dialog(ada).getByRole('alert')).toContainText('has passed');
  await dialog(ada).getByRole('radio', { name: 'Tomorrow morning' }).check();
  await dialog(ada).getByRole('button', { name: 'Snooze' }).click();
  await expect(ada.getByText('Snoozed by you')).toBeVisible();

  await ada.getByRole('button', { name: 'Snooze' }).click();
  await dialog(ada).getByRole('button', { name: 'Bring back now' }).click();

  await expect(ada.getByText('Snoozed by you')).toBeHidden();
  const activity = await openAs('Ada', `/activity?kind=snooze&thread=${threadId}`);
  const entries = activity.getByRole('list', { name: 'Decisions' }).getByRole('listitem');
  await expect(entries).toHaveCount(2);
  await expect(entries.first()).toContainText('Ada snoozed the question until now');
  await expect(entries.last()).toContainText(/Ada snoozed the question until .* UTC/);
});

test('in the queue, what is put off makes room for the next question', async ({ api, openAs }) => {
  const subject = unique('visitor');
  for (const place of ['first', 'second']) await api.startPaused('age', { foo: `${subject} ${place}` });
  const ada = await openAs('Ada', `/inbox/work?q=${encodeURIComponent(subject)}`);
  await expect(ada.getByText('Question 1 of 2')).toBeVisible();

  await ada.getByRole('button', { name: 'Snooze' }).click();
  await dialog(ada).getByRole('button', { name: 'Snooze' }).click();

  await expect(ada.getByText('Question 2 of 2')).toBeVisible();
});
