import type { Api } from './api';
import { expectMessages, interruptedTurn, weatherTurn } from './expect-messages';
import { expect, test } from './fixtures';

const first = "what's the weather in london?";
const stopped = "what's the weather in sf?";
const next = "what's the weather in nyc?";
/** What is there before the next message: a whole turn, and one that ends with its tool call. */
const before = [...weatherTurn(first, 'London'), ...interruptedTurn(stopped, 'San Francisco').slice(0, 2)];
const nextTurn = weatherTurn(next, 'New York City');

test.beforeEach(async ({ reviewAs }) => reviewAs('Ada'));

/** A thread as a run leaves it that is stopped between a tool call and its result. */
async function leaveCallOpen(api: Api): Promise<string> {
  const threadId = await api.startThread('agent', { messages: [{ role: 'user', content: first }] });
  await api.settle(threadId);
  const call = { id: 'call_1', name: 'tavily_search_results_json', args: { query: 'weather in san francisco' } };
  const messages = [
    { type: 'human', content: stopped },
    { type: 'ai', content: '', tool_calls: [call] },
  ];
  await api.editState(threadId, { values: { messages }, node: 'agent' });
  return threadId;
}

test('a tool call that was left open is marked, and answered as cancelled when the sender asks for it', async ({
  page,
  visit,
  api,
}) => {
  await visit(`/threads/${await leaveCallOpen(api)}`);
  const open = page.getByText('Never answered: the run was stopped before the tool had finished.');
  const asking = page.getByRole('article', { name: 'AI message' }).filter({ has: open });
  await expect(asking).toContainText('weather in san francisco');
  const repair = page.getByRole('checkbox', { name: 'Answer open tool calls as cancelled' });
  await expect(repair).not.toBeChecked();
  await expect(page.getByText('1 tool call was never answered')).toBeVisible();

  await repair.check();
  await page.getByRole('textbox', { name: 'Message' }).fill(next);
  await page.getByRole('button', { name: 'Send', exact: true }).click();

  await expectMessages(page, [...before, ['Tool', 'cancelled; added by Holdpoint'], ...nextTurn]);
  await expect(open).toBeHidden();
  await expect(repair).toBeHidden();
});

test('a tool call that was left open stays so when the sender does not ask for more', async ({ page, visit, api }) => {
  await visit(`/threads/${await leaveCallOpen(api)}`);

  await page.getByRole('textbox', { name: 'Message' }).fill(next);
  await page.getByRole('button', { name: 'Send', exact: true }).click();

  await expectMessages(page, [...before, ...nextTurn]);
  await expect(page.getByText('No run is active.')).toBeAttached();
  await expect(page.getByText('Never answered: the run was stopped')).toBeVisible();
});
