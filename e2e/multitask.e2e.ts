import type { Page } from '@playwright/test';
import type { Api, RunInfo } from './api';
import { expectMessages, interruptedTurn, weatherTurn } from './expect-messages';
import { expect, test } from './fixtures';

const firstQuestion = "what's the weather in sf?";
const secondQuestion = "what's the weather in nyc?";
const firstTurn = weatherTurn(firstQuestion, 'San Francisco');
const secondTurn = weatherTurn(secondQuestion, 'New York City');

/** Wording the answer then takes 14 seconds: a message sent in between lands mid-run. */
const SLOW = 4;

test.beforeEach(async ({ reviewAs }) => reviewAs('Ada'));

/** A thread whose first run has stored its tool's result and is wording the answer. */
async function openMidRun(page: Page, api: Api, visit: (path: string) => Promise<void>) {
  const input = { messages: [{ role: 'user', content: firstQuestion }] };
  const threadId = await api.startThread('agent', input, { pace: SLOW });
  const [run] = await api.runs(threadId);
  await visit(`/threads/${threadId}`);
  await expect(page.getByRole('article', { name: 'AI message' }).last()).toContainText('Here is');
  return { threadId, firstRun: run?.run_id ?? '' };
}

async function write(page: Page, text: string, strategy: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Message' }).fill(text);
  await page.getByRole('radio', { name: strategy }).check();
}

function statuses(runs: RunInfo[]): string[] {
  return runs.map(({ status }) => status);
}

function runRow(page: Page, text: string) {
  return page.getByRole('list', { name: 'Runs of this thread' }).getByRole('listitem').filter({ hasText: text });
}

test('a message with reject is refused while a run is active, and its text is kept', async ({ page, visit, api }) => {
  const { threadId, firstRun } = await openMidRun(page, api, visit);

  await write(page, secondQuestion, 'Reject');
  const effect = `Is refused now, because run ${firstRun.slice(-4)} is active.`;
  await expect(page.getByRole('radio', { name: effect })).toBeChecked();
  await page.getByRole('button', { name: 'Try to send' }).click();

  await expect(page.getByRole('alert').filter({ hasText: 'Not sent' })).toContainText(firstRun);
  await expect(page.getByRole('textbox', { name: 'Message' })).toHaveValue(secondQuestion);
  await expectMessages(page, firstTurn);
  await expect(page.getByText('No run is active.')).toBeAttached();
  expect(statuses(await api.runs(threadId))).toEqual(['success']);
});

test('messages with enqueue wait in the queue and run in the order received', async ({ page, visit, api }) => {
  const { threadId, firstRun } = await openMidRun(page, api, visit);
  const thirdQuestion = 'and the weather in london?';
  const queue = page.getByRole('region', { name: 'Queue' }).getByRole('listitem');

  await write(page, secondQuestion, 'Enqueue');
  const alone = new RegExp(`Runs after run ${firstRun.slice(-4)} \\(running 0:\\d\\d\\): position 1 in the queue`);
  await expect(page.getByRole('radio', { name: alone })).toBeChecked();
  await page.getByRole('button', { name: 'Enqueue' }).click();
  await expect(queue).toContainText([firstQuestion, secondQuestion]);
  await write(page, thirdQuestion, 'Enqueue');
  await expect(page.getByRole('radio', { name: /and 1 queued: position 2 in the queue/ })).toBeChecked();
  await page.getByRole('button', { name: 'Enqueue' }).click();

  await expect(queue).toContainText([/^running.*in sf/, /^1.*in nyc.*by Ada/, /^2.*in london/]);
  await expectMessages(page, [...firstTurn, ...secondTurn, ...weatherTurn(thirdQuestion, 'London')]);
  await expect(page.getByRole('region', { name: 'Queue' })).toBeHidden();
  await api.settle(threadId);
  expect(statuses(await api.runs(threadId))).toEqual(['success', 'success', 'success']);
});

test('a message with interrupt stops the run, keeps its work and goes on from there', async ({ page, visit, api }) => {
  const { threadId, firstRun } = await openMidRun(page, api, visit);
  const kept = await api.countCheckpoints(threadId);

  await write(page, secondQuestion, 'Interrupt');
  const effect = `Stops run ${firstRun.slice(-4)} at its last finished step and keeps its ${kept} checkpoints`;
  await expect(page.getByRole('radio', { name: effect })).toBeChecked();
  await page.getByRole('button', { name: 'Interrupt and send' }).click();

  await expectMessages(page, [...interruptedTurn(firstQuestion, 'San Francisco'), ...secondTurn]);
  await page.getByRole('tab', { name: 'Runs' }).click();
  await expect(runRow(page, firstQuestion)).toContainText('Interrupted· superseded');
  await expect(runRow(page, secondQuestion)).toContainText('Success');
  expect(statuses(await api.runs(threadId))).toEqual(['interrupted', 'success']);
});

test('a message with rollback deletes the run after a second question, as if it had never been', async ({
  page,
  visit,
  api,
}) => {
  const { threadId, firstRun } = await openMidRun(page, api, visit);
  const deleted = await api.countCheckpoints(threadId);

  await write(page, secondQuestion, 'Rollback');
  const loss = `run ${firstRun.slice(-4)} and its ${deleted} checkpoints, including the message “${firstQuestion}”`;
  await expect(page.getByRole('radio', { name: `Deletes ${loss}` })).toBeChecked();
  await page.getByRole('button', { name: 'Roll back and send' }).click();
  const dialog = page.getByRole('dialog', { name: 'Delete what is running?' });
  await expect(dialog).toContainText(loss);
  await dialog.getByRole('button', { name: 'Keep it' }).click();
  await expect(dialog).toBeHidden();
  expect(statuses(await api.runs(threadId))).toEqual(['running']);
  await page.getByRole('button', { name: 'Roll back and send' }).click();
  await dialog.getByRole('button', { name: 'Delete and send' }).click();

  await expectMessages(page, secondTurn);
  await expect(page.getByRole('list', { name: 'Conversation' })).toContainText(
    `Run ${firstRun.slice(-4)} was rolled back by Ada`,
  );
  await page.getByRole('tab', { name: 'Runs' }).click();
  await expect(runRow(page, secondQuestion)).toContainText('Success');
  await expect(runRow(page, firstQuestion)).toHaveCount(0);
  expect(statuses(await api.runs(threadId))).toEqual(['success']);
});
