import type { Page } from '@playwright/test';
import { expect, test, unique } from './fixtures';

const onKeyboard = { tag: '@keyboard' };

const comments = (page: Page) => page.getByRole('list', { name: 'Comments' }).getByRole('listitem');
const box = (page: Page) => page.getByRole('textbox', { name: 'Comment', exact: true });

test('reviewers comment on a question, live, before and after its decision', async ({ api, openAs }) => {
  const subject = unique('visitor');
  const { threadId, questions } = await api.startPaused('age', { foo: subject });
  const ada = await openAs('Ada', `/i/${questions.node}`);
  const grace = await openAs('Grace', `/i/${questions.node}`);

  await box(ada).fill('Born in 1980?\nThen it is not 25.');
  await ada.getByRole('button', { name: 'Add comment' }).click();

  await expect(comments(grace)).toContainText('Ada');
  await expect(comments(grace).getByText('Born in 1980?\nThen it is not 25.')).toBeVisible();
  await expect(box(ada)).toHaveValue('');
  await expect(comments(grace).getByRole('button')).toHaveCount(0);
  const inbox = await openAs('Edsger', `/inbox?q=${encodeURIComponent(subject)}`);
  await expect(inbox.getByRole('list', { name: 'Questions' })).toContainText('1 comment');
  await api.answer({ threadId, questionId: questions.node ?? '', value: 46, by: 'Grace' });
  await expect(comments(ada).getByRole('button', { name: 'Edit comment' })).toBeHidden();
  await expect(comments(ada)).toHaveCount(1);
  await box(grace).fill('46 it is.');
  await grace.getByRole('button', { name: 'Add comment' }).click();
  await expect(comments(ada)).toHaveCount(2);
  const thread = await openAs('Ada', `/threads/${threadId}`);
  await expect(comments(thread)).toHaveCount(2);
  expect(JSON.stringify(await api.values(threadId))).not.toContain('46 it is');
});

test(
  'a comment is written, changed and deleted with keys, and the trail keeps it',
  onKeyboard,
  async ({ api, openAs }) => {
    const { threadId, questions } = await api.startPaused('age', { foo: 'abc' });
    const ada = await openAs('Ada', `/i/${questions.node}`);
    await ada.keyboard.press('n');
    await expect(box(ada)).toBeFocused();
    await ada.keyboard.type('one');
    await ada.keyboard.press('ControlOrMeta+Enter');
    await expect(comments(ada)).toContainText('one');
    expect(await api.runs(threadId)).toHaveLength(1);

    await comments(ada).getByRole('button', { name: 'Edit comment' }).press('Enter');
    await ada.getByRole('textbox', { name: 'Your comment' }).fill('two');
    await ada.keyboard.press('ControlOrMeta+Enter');
    await expect(comments(ada)).toContainText('two');
    await expect(comments(ada)).toContainText('edited');
    await comments(ada).getByRole('button', { name: 'Delete comment' }).press('Enter');
    await ada.getByRole('dialog').getByRole('button', { name: 'Delete comment' }).press('Enter');

    await expect(comments(ada)).toHaveCount(0);
    const activity = await openAs('Ada', `/activity?kind=comment&thread=${threadId}`);
    const entries = activity.getByRole('list', { name: 'Decisions' }).getByRole('listitem');
    await expect(entries).toHaveCount(3);
    await expect(entries.nth(0)).toContainText('Ada commented on the question: deleted');
    await expect(entries.nth(0)).toContainText('before: “two”');
    await expect(entries.nth(1)).toContainText('“two”');
    await expect(entries.nth(2)).toContainText('Ada commented on the question: “one”');
  },
);

test.describe('without any script', () => {
  test.use({ javaScriptEnabled: false });

  test('a comment is made', async ({ page, api, reviewAs }) => {
    const { questions } = await api.startPaused('age', { foo: 'abc' });
    await page.goto(`/i/${questions.node}`);
    await box(page).fill('Who is it?');
    await page.getByRole('button', { name: 'Add comment' }).click();
    await expect(page.getByText('Give your name first')).toBeVisible();
    await reviewAs('Ada');

    await box(page).fill('Who is it?');
    await page.getByRole('button', { name: 'Add comment' }).click();

    await expect(comments(page)).toContainText('Who is it?');
  });
});
