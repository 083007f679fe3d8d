import { expectMessages, interruptedTurn, weatherTurn } from './expect-messages';
import { expect, test } from './fixtures';

const question = "what's the weather in sf?";
const next = "what's the weather in nyc?";
const nextTurn = weatherTurn(next, 'New York City');
const [human, call] = interruptedTurn(question, 'San Francisco');

/** What a run leaves that is stopped between a tool call and its result. */
const leftOpen = {
  messages: [
    { type: 'human', content: question },
    {
      type: 'ai',
      content: '',
      tool_calls: [{ id: 'call_1', name: 'tavily_search_results_json', args: { query: 'weather in san francisco' } }],
    },
  ],
};

test.beforeEach(async ({ reviewAs }) => reviewAs('Ada'));

test('a tool call that was left open is marked, and answered as cancelled when the sender asks for it', async ({
  page,
  visit,
  api,
}) => {
  const threadId = await api.startFromState('agent', leftOpen, 'agent');
  await visit(`/threads/${threadId}`);
  const asking = page.getByRole('article', { name: 'AI message' }).first();
  await expect(asking).toContainText('Never answered: the run was stopped before the tool had finished.');

  const repair = page.getByRole('checkbox', { name: 'Answer open tool calls as cancelled' });
  await expect(repair).not.toBeChecked();
  await expect(page.getByText('1 tool call was never answered')).toBeVisible();
  await repair.check();
  await page.getByRole('textbox', { name: 'Message' }).fill(next);
  await page.getByRole('button', { name: 'Send', exact: true }).click();

  await expectMessages(page, [
    ...[human, call].filter((each) => each !== undefined),
    ['Tool', 'Cancelled'],
    ...nextTurn,
  ]);
  await expect(page.getByRole('article', { name: 'Tool message' }).first()).toContainText(
    'cancelled; added by Holdpoint',
  );
  await expect(asking).not.toContainText('Never answered');
  await expect(repair).toBeHidden();
});

test('a tool call that was left open stays so when the sender does not ask for more', async ({ page, visit, api }) => {
  const threadId = await api.startFromState('agent', leftOpen, 'agent');
  await visit(`/threads/${threadId}`);

  await page.getByRole('textbox', { name: 'Message' }).fill(next);
  await page.getByRole('button', { name: 'Send', exact: true }).click();

  await expectMessages(page, [...[human, call].filter((each) => each !== undefined), ...nextTurn]);
  await expect(page.getByRole('article', { name: 'AI message' }).first()).toContainText('Never answered');
});
