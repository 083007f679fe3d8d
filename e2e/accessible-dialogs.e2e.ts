import type { Page } from '@playwright/test';
import type { Api } from './api';
import { expect, test, unique } from './fixtures';
import { type Place, testPlaces } from './test-places';

const text = (words: string) => (page: Page) => expect(page.getByText(words, { exact: true })).toBeVisible();

async function answered(api: Api): Promise<string> {
  const { threadId, questions } = await api.startPaused('age', { foo: 'abc' });
  await api.answer({ threadId, questionId: questions.node ?? '', value: 25, by: 'Grace' });
  await api.settle(threadId);
  return threadId;
}

async function working(api: Api): Promise<string> {
  const ask = (content: string) => ({ messages: [{ role: 'user', content }] });
  const threadId = await api.startThread('agent', ask('weather in sf?'), { pace: 6 });
  for (const city of ['Bern', 'Oslo']) await api.send(threadId, { graphId: 'agent', input: ask(city), pace: 6 });
  return threadId;
}

/** What is reached from a screen: dialogs, states and places that have no address of their own, or none that a test can know. */
const places: Place[] = [
  {
    name: 'arguments of tools and a covered secret',
    path: async (api) => {
      const { questions } = await api.startPaused('approve_tools', {
        calls: [
          { name: 'execute_sql', args: { query: 'DELETE FROM a WHERE b', dry_run: true } },
          { name: 'edit_file', args: { path: 'a.ts', old_string: 'a\n', new_string: 'b\n' } },
          { name: 'send_email', args: { to: 'a@example.com', subject: 'A', body: 'B' } },
          { name: 'open_account', args: { user: 'grace', password: 'hunter2' } },
        ],
      });
      return `/i/${questions.review}`;
    },
    open: async (page) => {
      await expect(page.getByRole('region', { name: 'Edit of a file' })).toBeVisible();
      await page.getByText('All values as fields').first().click();
      await page.getByRole('group', { name: 'Decision on open_account' }).getByText('Edit').click();
      await expect(page.getByLabel('Password')).toHaveAttribute('type', 'password');
    },
  },
  {
    name: 'the question before a thread is ended',
    path: async (api) => `/i/${(await api.startPaused('age', { foo: 'abc' })).questions.node}`,
    open: async (page) => {
      await page.getByRole('button', { name: 'End thread' }).click();
      await expect(page.getByRole('dialog', { name: 'End the thread without an answer?' })).toBeVisible();
    },
  },
  {
    name: 'the names that a comment can mention',
    path: async (api) => {
      await answered(api);
      return `/i/${(await api.startPaused('age', { foo: 'abc' })).questions.node}`;
    },
    open: async (page) => {
      await page.getByRole('textbox', { name: 'Comment' }).pressSequentially('@');
      await expect(page.getByRole('option', { name: 'Grace', exact: true })).toBeVisible();
    },
  },
  {
    name: 'insights',
    path: async (api) => answered(api).then(() => '/insights'),
    open: (page) => expect(page.getByRole('table', { name: 'Answers by reviewer' })).toBeVisible(),
  },
  {
    name: 'insights without answers',
    path: async () => '/insights?who=nobody-is-called-so',
    open: text('No answers in this time'),
  },
  {
    name: 'a run that failed, in the list',
    path: async (api) => {
      await api.settle(await api.startThread('expense', { amount: -1 }));
      return '/runs?status=error';
    },
    open: (page) => expect(page.getByRole('button', { name: 'Retry' }).first()).toBeVisible(),
  },
  {
    name: 'the question before a rollback',
    path: async (api) => working(api).then((threadId) => `/threads/${threadId}?tab=runs`),
    open: async (page) => {
      await page
        .getByRole('list', { name: 'Runs of this thread' })
        .getByRole('button', { name: 'Roll back' })
        .last()
        .click();
      await expect(page.getByRole('dialog', { name: /Roll back run/ })).toBeVisible();
    },
  },
  {
    name: 'the queue of a thread',
    path: async (api) => working(api).then((threadId) => `/threads/${threadId}`),
    open: (page) => expect(page.getByRole('region', { name: 'Queue' })).toContainText('Oslo'),
  },
  {
    name: 'the comparison of two checkpoints',
    path: async (api) => answered(api).then((threadId) => `/threads/${threadId}?tab=history`),
    open: async (page) => {
      await page.getByRole('link', { name: 'Compare with the head' }).last().click();
      await expect(
        page.getByRole('region', { name: 'Comparison' }).getByRole('list', { name: 'Changes' }),
      ).toBeVisible();
    },
  },
  {
    name: 'the timeline of a thread',
    path: async (api) => answered(api).then((threadId) => `/threads/${threadId}?tab=history&show=timeline`),
    open: (page) => expect(page.getByRole('list', { name: 'Timeline' })).toBeVisible(),
  },
  {
    name: 'the form that edits the state',
    path: async (api) => answered(api).then((threadId) => `/threads/${threadId}?tab=state`),
    open: async (page) => {
      await page.getByRole('button', { name: 'Edit state' }).click();
      await page.getByRole('dialog').getByRole('textbox', { name: 'Foo' }).fill('xyz');
      await expect(page.getByRole('region', { name: 'What changes' })).toContainText('xyz');
    },
  },
  {
    name: 'the form that forks a thread',
    path: async (api) => answered(api).then((threadId) => `/threads/${threadId}?tab=state`),
    open: async (page) => {
      await page.getByRole('button', { name: 'Fork from here' }).click();
      await expect(page.getByRole('dialog').getByRole('button', { name: 'Fork', exact: true })).toBeVisible();
    },
  },
  {
    name: 'an edit with what stood there before',
    path: async (api) => {
      const threadId = await answered(api);
      await api.editState(threadId, { values: { foo: 'later' }, node: 'node' });
      return `/activity?thread=${threadId}`;
    },
    open: async (page) => {
      await page.getByRole('button', { name: 'Show before and after' }).click();
      await expect(page.getByRole('list', { name: 'Changes' })).toBeVisible();
    },
  },
  {
    name: 'decisions on several questions',
    path: async (api) => {
      const subject = unique('Lamp');
      await api.startPaused('expense', { description: subject, amount: 90 });
      return `/inbox?q=${encodeURIComponent(subject)}`;
    },
    open: async (page) => {
      const questions = page.getByRole('list', { name: 'Questions' });
      await expect(questions.getByRole('checkbox')).toHaveCount(2);
      for (const box of await questions.getByRole('checkbox').all()) await box.check();
      await page.getByRole('button', { name: 'Decide together' }).click();
      await page.getByRole('dialog').getByRole('radio', { name: 'Approve' }).check();
    },
  },
  {
    name: 'the form of a new thread of a workflow',
    path: async () => '/threads',
    open: async (page) => {
      await page.getByRole('button', { name: 'New thread' }).first().click();
      await page.getByRole('dialog').getByRole('combobox', { name: 'Graph' }).selectOption('expense');
      await expect(page.getByRole('dialog').getByRole('textbox', { name: 'Description' })).toBeVisible();
    },
  },
  {
    name: 'the dialog that asks for a name',
    path: async () => '/inbox',
    open: async (page) => {
      if ((page.viewportSize()?.width ?? 0) < 768) await page.getByRole('button', { name: 'Open menu' }).click();
      await page.getByRole('button', { name: /Ada/ }).click();
      await expect(page.getByRole('dialog', { name: 'Change your name' })).toBeVisible();
    },
  },
  {
    name: 'a thread that is not there',
    path: async () => '/threads/00000000-0000-4000-8000-00000000dead',
    open: text('There is no such thread'),
  },
  { name: 'a question that is not there', path: async () => '/i/nothing', open: text('There is no such question') },
  {
    name: 'an address that leads nowhere',
    path: async () => '/nowhere',
    open: text('There is nothing at this address'),
  },
];

test.use({ contextOptions: { reducedMotion: 'reduce' } });

test.beforeEach(async ({ reviewAs, allowConsoleError }) => {
  await reviewAs('Ada');
  allowConsoleError(/404 \(Not Found\)/);
});

testPlaces(places);
