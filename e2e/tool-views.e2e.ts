import { expect, test } from './fixtures';

const calls = [
  { name: 'execute_sql', args: { query: 'DELETE FROM orders WHERE age > 365 AND paid', dry_run: false } },
  { name: 'bash', args: { command: 'rm -rf ./build', cwd: '/srv/app' } },
  { name: 'send_email', args: { to: ['ada@example.com'], subject: 'Hello', body: 'Dear Ada,\n\nbye', copies: 2 } },
  { name: 'edit_file', args: { path: 'src/a.ts', old_string: 'const a = 1;\n', new_string: 'const a = 2;\n' } },
  {
    name: 'http_request',
    args: { method: 'post', url: 'https://api.example.com/v1', headers: { 'x-api-key': 'abcdef' }, body: { a: 1 } },
  },
];

test('arguments of tools are seen as what they are, none is left out, and they are edited as fields', async ({
  page,
  visit,
  api,
  reviewAs,
}) => {
  await reviewAs('Ada');
  const { threadId, questions } = await api.startPaused('approve_tools', { calls });
  const main = page.getByRole('main');

  await visit(`/i/${questions.review}`);
  await expect(main.getByRole('region', { name: 'SQL statement' })).toContainText(
    /DELETE FROM orders\nWHERE age > 365\n {2}AND paid/,
  );
  await expect(main.getByRole('term').filter({ hasText: /^dry_run$/ })).toBeVisible();
  await expect(main.getByRole('region', { name: 'Shell command' })).toContainText('rm -rf ./build');
  await expect(main.getByRole('region', { name: 'Shell command' })).toContainText('/srv/app');
  await expect(main.getByRole('region', { name: 'E-mail' }).getByRole('definition')).toHaveText([
    'ada@example.com',
    'Hello',
  ]);
  await expect(main.getByRole('region', { name: 'Edit of a file' })).toContainText('removed: - const a = 1;');
  await expect(main.getByRole('region', { name: 'Edit of a file' })).toContainText('added: + const a = 2;');
  const request = main.getByRole('region', { name: 'Web request' });
  await expect(request).toContainText('POSThttps://api.example.com/v1');
  await expect(request).not.toContainText('abcdef');

  await main.getByText('All values as fields').first().click();
  await expect(main.getByRole('definition').filter({ hasText: /^DELETE FROM orders WHERE/ })).toBeVisible();

  await page.getByRole('button', { name: 'Approve all' }).click();
  await page.getByRole('group', { name: 'Decision on bash' }).getByRole('radio', { name: 'Edit' }).check();
  await page.getByRole('textbox', { name: 'Command' }).fill('ls ./build');
  await page.getByRole('button', { name: 'Send answer' }).click();

  await expect(page.getByRole('region', { name: 'What the answer led to' }).getByRole('status')).toHaveText('Done.');
  const { outcome } = await api.values(threadId);
  expect(outcome).toContain('bash: ran with {"command":"ls ./build","cwd":"/srv/app"}');
  expect(outcome).toContain('execute_sql: ran');
});

test('tool calls of a conversation are seen as what they are', async ({ page, visit, api }) => {
  const call = { id: 'c1', type: 'tool_call', name: 'execute_sql', args: { query: 'DELETE FROM a WHERE b' } };
  const messages = [
    { type: 'human', content: 'Clean up' },
    { type: 'ai', content: '', tool_calls: [call] },
    { type: 'tool', tool_call_id: 'c1', name: 'execute_sql', content: 'password=hunter2' },
    { type: 'human', content: 'Thanks' },
  ];
  const threadId = await api.startThread('agent', { messages });
  await api.settle(threadId);

  await visit(`/threads/${threadId}`);

  const calls = page.getByRole('list', { name: 'Tool calls' }).first();
  await expect(calls.getByRole('region', { name: 'SQL statement' })).toContainText(/DELETE FROM a\nWHERE b/);
  await expect(page.getByRole('article', { name: 'Tool message' })).toContainText('password=••••••');
});
