import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { z } from 'zod';
import { expect, test, unique } from './fixtures';

/** Presses a link and reads what is saved. */
async function download(page: Page, link: string): Promise<{ name: string; text: string }> {
  const started = page.waitForEvent('download');
  await page.getByRole('link', { name: link }).click();
  const saved = await started;
  return { name: saved.suggestedFilename(), text: await readFile(await saved.path(), 'utf8') };
}

const decisionLine = z.object({
  actor: z.string(),
  kind: z.string(),
  thread_id: z.string().optional(),
  after: z.unknown(),
});
const exported = z.object({
  thread: z.object({ id: z.string() }),
  state: z.object({ values: z.record(z.string(), z.unknown()) }),
  conversation: z.array(z.object({ type: z.string() })),
  decisions: z.array(z.object({ actor: z.string(), kind: z.string() })),
  history: z.array(z.unknown()),
});

test.beforeEach(async ({ reviewAs }) => reviewAs('Ada'));

test('what the activity list shows is downloaded as CSV and as JSON lines', async ({ page, visit, api }) => {
  const reviewer = unique('Grace');
  const answeredBy = async (by: string) => {
    const { threadId, questions } = await api.startPaused('age', { foo: 'abc' });
    await api.answer({ threadId, questionId: questions.node ?? '', value: 25, by });
    await api.settle(threadId);
    return threadId;
  };
  const threadId = await answeredBy(reviewer);
  await answeredBy('Somebody else');
  await visit(`/activity?who=${encodeURIComponent(reviewer)}`);
  await expect(page.getByRole('list', { name: 'Decisions' }).getByRole('listitem')).toHaveCount(1);

  const csv = await download(page, 'CSV of what is listed');
  const jsonl = await download(page, 'JSONL of what is listed');

  expect([csv.name, jsonl.name]).toEqual([expect.stringMatching(/\.csv$/), expect.stringMatching(/\.jsonl$/)]);
  const [head = '', line = '', ...rest] = csv.text.trim().split('\r\n');
  expect(head.split(',')).toEqual(expect.arrayContaining(['at', 'actor', 'kind', 'question', 'after']));
  expect(line).toContain(`${reviewer},answer,age,${threadId}`);
  expect(rest).toEqual([]);
  const lines = jsonl.text
    .trim()
    .split('\n')
    .map((text) => decisionLine.parse(JSON.parse(text)));
  expect(lines).toMatchObject([{ actor: reviewer, kind: 'answer', after: 25 }]);
});

test('a thread is downloaded with its state, conversation, decisions and history', async ({ page, visit, api }) => {
  const { threadId, questions } = await api.startPaused('age', { foo: 'abc' });
  await api.answer({ threadId, questionId: questions.node ?? '', value: 25, by: 'Grace' });
  await api.settle(threadId);
  await visit(`/threads/${threadId}`);

  const { name, text } = await download(page, 'Export JSON');

  expect(name).toMatch(/\.json$/);
  const thread = exported.parse(JSON.parse(text));
  expect(thread).toMatchObject({
    thread: { id: threadId },
    state: { values: { foo: 'abc', human_value: 'The human is 25 years old.' } },
    decisions: [{ actor: 'Grace', kind: 'answer' }],
  });
  expect(thread.conversation.map(({ type }) => type)).toContain('question');
  expect(thread.history.length).toBe(await api.countCheckpoints(threadId));
});
