import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { answerInterrupt } from '#lib/runs/answer-interrupt';
import { interruptDeadlines } from '#lib/runs/expire-interrupts';
import { pruneThreads } from '#lib/runs/retention/prune-threads';
import { testDatabase } from '#lib/testing/database';
import { type TestHoldpoint, testHoldpoint } from '#lib/testing/holdpoint';
import { loadGraphs } from './load-graphs';

let hp: TestHoldpoint;

beforeAll(async () => {
  const path = fileURLToPath(new URL('fixtures/langgraph.json', import.meta.url));
  const loaded = await loadGraphs(path, new Set());
  hp = await testHoldpoint(await testDatabase(), Object.fromEntries([...loaded].map(([id, { graph }]) => [id, graph])));
});

async function start(graphId: string, input: Record<string, unknown>, config: Record<string, unknown> = {}) {
  const threadId = await hp.newThread();
  await hp.send(threadId, graphId, { input, kwargs: { config } });
  await hp.runAll();
  return threadId;
}

async function answer(threadId: string, title: string, value: unknown): Promise<void> {
  const question = (await hp.openQuestions(threadId)).find((open) => open.title === title);
  await answerInterrupt(hp, { interruptId: question?.id ?? '', value });
  await hp.runAll();
}

const keepLatest = (threadId: string) => pruneThreads(hp, { threadIds: [threadId], strategy: 'keep_latest' });
const checkpointCount = (threadId: string) => hp.db.prisma.checkpoint.count({ where: { threadId } });

describe('a LangGraph.js thread of which only the latest is kept', () => {
  it('has its messages, and goes on', async () => {
    const threadId = await start('lg_chat', { messages: [{ type: 'human', content: 'hello', id: 'h1' }] });
    await hp.openQuestions(threadId).then(([question]) => answer(threadId, question?.title ?? '', 'fine'));
    const before = await hp.values(threadId, 'lg_chat');

    expect(await keepLatest(threadId)).toBe(1);

    expect(await checkpointCount(threadId)).toBe(1);
    expect(await hp.values(threadId, 'lg_chat')).toEqual(before);
    await hp.send(threadId, 'lg_chat', { input: { messages: [{ type: 'human', content: 'again', id: 'h2' }] } });
    await hp.runAll();
    const { messages } = await hp.values(threadId, 'lg_chat');
    expect(messages).toMatchObject([
      ...(before.messages as unknown[]).slice(0, 2),
      expect.anything(),
      { id: 'h2' },
      {},
    ]);
  });

  it('can be answered where it waits, in a nested graph whose other question is answered already', async () => {
    const threadId = await start('lg_nested', {});
    await answer(threadId, 'one?', 1);
    const before = await checkpointCount(threadId);

    await keepLatest(threadId);
    expect(await checkpointCount(threadId)).toBeLessThan(before);
    await answer(threadId, 'two?', 2);

    expect((await hp.values(threadId, 'lg_nested')).log).toEqual(
      expect.arrayContaining(['outer', 'before', 'one? 1', 'two? 2']),
    );
    expect(await hp.threadStatus(threadId)).toBe('idle');
  });
});

describe('the deadline of a LangGraph.js question', () => {
  it('comes from the configuration of its run, and answers it', async () => {
    const deadline = { timeout_ms: 0, on_expire: { action: 'resume', value: 40 } };
    const threadId = await start('lg_age', {}, { interrupt_deadline: deadline });

    expect(await interruptDeadlines(hp).tick()).toBe(1);
    await hp.runAll();

    expect(await hp.values(threadId, 'lg_age')).toMatchObject({ age: 40, log: ['done'] });
  });
});
