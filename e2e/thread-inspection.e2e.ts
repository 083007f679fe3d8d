import { expectMessages, weatherTurn } from './expect-messages';
import { expect, test, unique } from './fixtures';

test('a paused thread shows its state as JSON and the questions that hold it up', async ({ page, visit, api }) => {
  const { threadId } = await api.startPaused('expense', { description: 'Train to Bern', amount: 120 });

  await visit(`/threads/${threadId}`);
  await page.getByRole('tab', { name: 'State' }).click();

  const panel = page.getByRole('tabpanel', { name: 'State' });
  await expect(panel.getByText('"Train to Bern"', { exact: true })).toBeVisible();
  await expect(panel.getByText('120', { exact: true }).first()).toBeVisible();
  await expect(panel.getByText('Waits for an answer: Finance approval: Train to Bern')).toBeVisible();
  await expect(panel.getByText('Waits for an answer: Manager approval: Train to Bern')).toBeVisible();
});

test('a thread lists its checkpoints in order with what each of them changed', async ({ page, visit, api }) => {
  const { threadId, questions } = await api.startPaused('expense', { description: 'Train to Bern', amount: 120 });
  for (const questionId of Object.values(questions)) {
    await api.answer({ threadId, questionId, value: { decision: 'approve' }, by: 'Grace' });
    await api.settle(threadId);
  }

  await visit(`/threads/${threadId}?tab=history`);
  await page.getByText('Oldest first', { exact: true }).click();

  const checkpoints = page.getByRole('list', { name: 'Checkpoints' });
  await expect(checkpoints.getByRole('heading')).toContainText([
    /^-1.*input/,
    /^0/,
    /^1.*submit/,
    /^2.*finance_approval, manager_approval/,
    /^3.*decide/,
    /^4.*pay.*Head/,
  ]);
  const changes = (text: string) => checkpoints.getByRole('listitem').filter({ hasText: text });
  await expect(changes('status changed: submitted → approved').first()).toContainText('decide');
  await expect(changes('status changed: approved → paid').first()).toContainText('pay');
  await expect(checkpoints.getByText('Grace answered')).toHaveCount(2);
});

test('a paused thread draws its graph and marks the node that waits', async ({ page, visit, api }) => {
  const { threadId, questions } = await api.startPaused('expense', { description: unique('Chair'), amount: 300 });
  const questionId = questions.manager_approval ?? '';
  await api.answer({ threadId, questionId, value: { decision: 'approve' }, by: 'Grace' });
  await api.settle(threadId);

  await visit(`/threads/${threadId}`);
  await page.getByRole('tab', { name: 'Graph' }).click();

  const outline = page.getByRole('list', { name: 'Nodes in order' }).getByRole('listitem');
  await expect(outline).toContainText([
    'Start',
    'submit',
    /finance_approval · waits for an answer|manager_approval/,
    /finance_approval · waits for an answer|manager_approval/,
    'decide',
    'End',
  ]);
  await expect(outline.filter({ hasText: 'waits for an answer' })).toHaveText(/^finance_approval/);
  const drawing = page.getByRole('region', { name: 'Drawing of the graph' });
  await expect(drawing.getByText('finance_approval')).toBeVisible();
  await expect(drawing.getByText('waits for an answer')).toHaveCount(1);
});

test('a thread shows its conversation and how its run ended, in tabs that a link can open', async ({
  page,
  visit,
  api,
}) => {
  const question = "what's the weather in nyc?";
  const threadId = await api.startThread('agent', { messages: [{ role: 'user', content: question }] });
  await api.settle(threadId);

  await visit(`/threads/${threadId}`);
  await expectMessages(page, weatherTurn(question, 'New York City'));
  await expect(page.getByRole('list', { name: 'Conversation' })).toContainText('finished');
  await page.getByRole('tab', { name: 'Runs' }).click();
  await expect(page).toHaveURL(/tab=runs/);
  await visit(page.url());

  const run = page.getByRole('list', { name: 'Runs of this thread' }).getByRole('listitem');
  await expect(run).toHaveCount(1);
  await expect(run).toContainText(question);
  await expect(run).toContainText('Success');
  await page.goBack();
  await expect(page.getByRole('tab', { name: 'Conversation' })).toHaveAttribute('aria-selected', 'true');
});

test('the words of a running answer appear while the model says them', async ({ page, visit, api }) => {
  const input = { messages: [{ role: 'user', content: "what's the weather in sf?" }] };
  const threadId = await api.startThread('agent', input, { pace: 3 });

  await visit(`/threads/${threadId}`);

  const arriving = page.getByRole('article', { name: 'AI message' }).last();
  await expect(arriving).toContainText('Here is what');
  await expect(arriving).toHaveAttribute('aria-busy', 'true');
  expect((await api.values(threadId)).messages).toHaveLength(3);
});

test('the state at an earlier checkpoint opens from the history', async ({ page, visit, api }) => {
  const { threadId, questions } = await api.startPaused('age', { foo: 'abc' });
  await api.answer({ threadId, questionId: questions.node ?? '', value: 25, by: 'Grace' });
  await api.settle(threadId);

  await visit(`/threads/${threadId}?tab=history`);
  const first = page.getByRole('list', { name: 'Checkpoints' }).getByRole('link', { name: 'State at this checkpoint' });
  await first.last().click();

  await expect(page.getByText('This is the state at an earlier checkpoint')).toBeVisible();
  await expect(page.getByText('The human is 25 years old.')).toBeHidden();
  await page.getByRole('button', { name: 'Show the head' }).click();
  await expect(page.getByText('"The human is 25 years old."')).toBeVisible();
});
