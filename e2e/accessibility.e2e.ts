import type { Page } from '@playwright/test';
import type { Api } from './api';
import { expectReadable } from './expect-accessible';
import { expect, test } from './fixtures';
import { type Place, testPlaces } from './test-places';

const visible = (role: Parameters<Page['getByRole']>[0], name: string | RegExp): Place['open'] => {
  return (page) => expect(page.getByRole(role, { name }).first()).toBeVisible();
};

async function startExpense(api: Api) {
  return api.startPaused('expense', { description: 'Train to Bern', amount: 120 });
}

async function answerAge(api: Api) {
  const { threadId, questions } = await api.startPaused('age', { foo: 'abc' });
  await api.answer({ threadId, questionId: questions.node ?? '', value: -20, by: 'Grace' });
  await api.settle(threadId);
  return { threadId, questions };
}

async function finishConversation(api: Api): Promise<string> {
  const threadId = await api.startThread('agent', { messages: [{ role: 'user', content: 'weather in sf?' }] });
  await api.settle(threadId);
  return threadId;
}

const threadTabs: [tab: string, open: Place['open']][] = [
  ['conversation', visible('list', 'Conversation')],
  ['state', visible('heading', 'Values')],
  ['history', visible('list', 'Checkpoints')],
  ['graph', visible('region', 'Drawing of the graph')],
  ['runs', visible('list', 'Runs of this thread')],
];

const screens: Place[] = [
  {
    name: 'the inbox',
    path: async (api) => startExpense(api).then(() => '/inbox'),
    open: visible('list', 'Questions'),
  },
  {
    name: 'the answered questions of the inbox',
    path: async (api) => answerAge(api).then(() => '/inbox?view=answered'),
    open: visible('list', 'Questions'),
  },
  {
    name: 'a search without results',
    path: async () => '/inbox?q=nothing-is-called-so',
    open: visible('button', 'Clear filters'),
  },
  {
    name: 'the inbox with all its filters',
    path: async (api) => startExpense(api).then(() => '/inbox?older=0'),
    open: async (page) => {
      // On a phone they are folded away.
      const fold = page.getByRole('button', { name: 'Filters', exact: true });
      if (await fold.isVisible()) await fold.click();
      await visible('group', 'More filters')(page);
    },
  },
  {
    name: 'a question of the queue',
    path: async (api) => startExpense(api).then(() => '/inbox/work'),
    open: visible('button', /Skip/),
  },
  {
    name: 'an open question with a schema',
    path: async (api) => `/i/${(await startExpense(api)).questions.manager_approval}`,
    open: visible('radio', 'Edit'),
  },
  {
    name: 'an open question of free form',
    path: async (api) => `/i/${(await api.startPaused('age', { foo: 'abc' })).questions.node}`,
    open: visible('textbox', 'Your answer'),
  },
  {
    name: 'an open question of several tool calls, with an edit and its diff',
    path: async (api) => `/i/${(await api.startPaused('approve_tools', {})).questions.review}`,
    open: async (page) => {
      await page.getByRole('radio', { name: 'Edit' }).check();
      await page.getByRole('radio', { name: 'Reject' }).first().check();
      await page.getByRole('textbox', { name: 'Subject' }).fill('Very old orders');
      await page.getByRole('group', { name: 'Show' }).getByText('Diff', { exact: true }).click();
      await expect(page.getByRole('list', { name: 'Changes' })).toBeVisible();
    },
  },
  {
    name: 'an answer that was refused at its fields',
    path: async (api) => `/i/${(await api.startPaused('sign_up', {})).questions.details}`,
    open: async (page) => {
      await page.getByRole('button', { name: 'Send details' }).click();
      await expect(page.getByRole('alert').filter({ hasText: 'Not sent' })).toBeVisible();
    },
  },
  {
    name: 'an answer as JSON',
    path: async (api) => `/i/${(await api.startPaused('sign_up', {})).questions.details}`,
    open: async (page) => {
      await page.getByRole('group', { name: 'Answer as' }).getByText('JSON', { exact: true }).click();
      await page.getByRole('textbox', { name: 'Answer as JSON' }).fill('{');
      await expect(page.getByText(/Not JSON yet/)).toBeVisible();
    },
  },
  {
    name: 'a question that was answered and asked again',
    path: async (api) => `/i/${(await answerAge(api)).questions.node}`,
    open: visible('heading', 'Asked again'),
  },
  {
    name: 'the threads',
    path: async (api) => startExpense(api).then(() => '/threads'),
    open: visible('list', 'Threads'),
  },
  ...threadTabs.map(([tab, open]) => ({
    name: `the ${tab} of a thread that is done`,
    path: async (api: Api) => `/threads/${await finishConversation(api)}?tab=${tab}`,
    open,
  })),
  ...threadTabs.map(([tab, open]) => ({
    name: `the ${tab} of a thread that waits`,
    path: async (api: Api) => `/threads/${(await startExpense(api)).threadId}?tab=${tab}`,
    open,
  })),
  {
    name: 'a thread whose run failed',
    path: async (api) => {
      const threadId = await api.startThread('expense', { amount: -1 });
      await api.settle(threadId);
      return `/threads/${threadId}`;
    },
    open: visible('button', 'Retry'),
  },
  { name: 'the runs', path: async (api) => startExpense(api).then(() => '/runs'), open: visible('list', 'Runs') },
  { name: 'the graphs', path: async () => '/graphs', open: visible('list', 'Graphs') },
  {
    name: 'a graph',
    path: async (api) => startExpense(api).then(() => '/graphs/expense'),
    open: visible('region', 'Drawing of the graph'),
  },
  {
    name: 'a graph whose replies are settled',
    path: async (api) => api.startPaused('write_notice', {}).then(() => '/graphs/write_notice'),
    open: async (page) => {
      await page.getByRole('combobox', { name: 'Reply of revise' }).selectOption('template');
      await expect(page.getByRole('textbox', { name: 'Template for revise' })).toBeVisible();
    },
  },
  {
    name: 'the activity',
    path: async (api) => answerAge(api).then(() => '/activity'),
    open: visible('list', 'Decisions'),
  },
  { name: 'the settings of a person', path: async () => '/settings', open: visible('radio', 'Compact') },
  { name: 'the keys', path: async () => '/settings/keys', open: visible('button', 'Reset all') },
];

test.use({ contextOptions: { reducedMotion: 'reduce' } });

test.beforeEach(async ({ reviewAs }) => reviewAs('Ada'));

testPlaces(screens);

test('everyone can read the dialog for a new thread in light and dark', async ({ page, visit }) => {
  await visit('/threads');
  await page.getByRole('button', { name: 'New thread' }).first().click();
  await expect(page.getByRole('dialog', { name: 'New thread' }).getByRole('textbox')).toBeVisible();

  await expectReadable(page);
});

test('everyone can read the choice of a strategy in light and dark', async ({ page, visit, api }) => {
  const input = { messages: [{ role: 'user', content: 'weather in sf?' }] };
  const threadId = await api.startThread('agent', input, { pace: 6 });
  await visit(`/threads/${threadId}`);
  await page.getByRole('radio', { name: 'Rollback' }).check();

  await expectReadable(page);
});

test('everyone can read webhooks, their dialog and their log in light and dark', async ({ page, visit }) => {
  test.slow();
  await visit('/settings/webhooks');
  await page.getByRole('button', { name: 'Add receiver' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Add receiver' }).click();
  await expect(dialog.getByText('is no URL')).toBeVisible();
  await expectReadable(page);
  await dialog.getByRole('radio', { name: /^E-mail/ }).check();
  await expect(dialog.getByText('E-mail is not set up')).toBeVisible();
  await expectReadable(page);
  await dialog.getByRole('radio', { name: /^Slack/ }).check();
  await expectReadable(page);
  await dialog.getByRole('radio', { name: /^Webhook/ }).check();
  // Nobody listens there.
  await dialog.getByRole('textbox', { name: 'Address' }).fill('http://127.0.0.1:9/hook');
  await dialog.getByRole('button', { name: 'Add receiver' }).click();
  await expect(dialog.getByRole('status')).toBeVisible();
  await expectReadable(page);
  await dialog.getByRole('button', { name: 'Done' }).click();
  await page.getByRole('button', { name: 'Send a test' }).click();
  await expect(page.getByRole('list', { name: 'Deliveries' }).getByText('Next try')).toBeVisible();
  await expect(page.getByText('The test was not taken')).toBeVisible();
  await expectReadable(page);
  await page.getByRole('link', { name: 'All receivers' }).click();
  await expect(page.getByRole('list', { name: 'Receivers' })).toBeVisible();
  await expectReadable(page);
  await page.getByRole('link', { name: 'http://127.0.0.1:9/hook' }).click();
  await page.getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete receiver' }).click();
  await expect(page.getByRole('link', { name: 'http://127.0.0.1:9/hook' })).toHaveCount(0);
});

test('everyone can read what a link shows in light and dark', async ({ page, visit, api, allowConsoleError }) => {
  test.slow();
  allowConsoleError(/404/);
  await visit(`/i/${(await startExpense(api)).questions.manager_approval}`);
  await page.getByRole('button', { name: 'Ask someone else' }).click();
  const dialog = page.getByRole('dialog', { name: 'Ask someone else' });
  await dialog.getByRole('button', { name: 'Make link' }).click();
  await expect(dialog.getByRole('button', { name: /^Revoke/ })).toBeVisible();
  await expectReadable(page);
  const address = (await dialog.getByRole('status').locator('code').textContent()) ?? '';

  await page.goto(address);
  await page.getByRole('radio', { name: 'Edit' }).check();
  await page.getByRole('textbox', { name: 'Amount' }).fill('-1');
  await page.getByRole('button', { name: 'Send answer' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'Not sent' })).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Amount' })).toBeFocused();
  await expectReadable(page);
  await page.getByRole('radio', { name: 'Approve' }).check();
  await page.getByRole('textbox', { name: 'Your name' }).fill('Grace');
  await page.getByRole('button', { name: 'Send answer' }).click();
  await expect(page.getByText('The decision is recorded')).toBeVisible();
  await expectReadable(page);
  await page.goto(`${address}x`);
  await expect(page.getByRole('heading', { name: 'This link leads nowhere' })).toBeVisible();
  await expectReadable(page);
});

test('everyone can read how questions are assigned, snoozed and talked about in light and dark', async ({
  page,
  visit,
  api,
  reviewAs,
}) => {
  test.slow();
  const { questions } = await api.startPaused('charge_card', {});
  await reviewAs('Ada');
  await visit(`/i/${questions.review}`);
  const dialog = page.getByRole('dialog');
  await page.getByRole('textbox', { name: 'Comment', exact: true }).fill('Who ordered this?\nNot me.');
  await page.getByRole('button', { name: 'Add comment' }).click();
  await expect(page.getByRole('list', { name: 'Comments' })).toContainText('Not me.');
  await page.getByRole('button', { name: 'Assign' }).click();
  await expect(dialog.getByRole('option', { name: 'Ada (you)' })).toBeVisible();
  await expectReadable(page);
  await dialog.getByRole('option', { name: 'Ada (you)' }).click();
  await expect(dialog).toBeHidden();
  await page.getByRole('button', { name: 'Snooze' }).click();
  await dialog.getByRole('radio', { name: 'At another moment' }).check();
  await expectReadable(page);
  await dialog.getByRole('radio', { name: 'Tomorrow morning' }).check();
  await dialog.getByRole('button', { name: 'Snooze' }).click();
  await expect(page.getByText('Snoozed by you')).toBeVisible();
  await expectReadable(page);

  await visit('/inbox?view=snoozed');

  await expect(page.getByRole('list', { name: 'Questions' })).toContainText('Assigned to you');
  await expectReadable(page);
});
