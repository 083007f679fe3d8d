import { beforeAll, describe, expect, it } from 'vitest';
import { Annotation, type Message, MessagesAnnotation, START, StateGraph } from '#lib/engine';
import { type TestDatabase, testDatabase } from '#lib/testing/database';
import { type TestHoldpoint, testHoldpoint } from '#lib/testing/holdpoint';
import { copyThread } from './copy-thread';
import { deleteRun } from './delete-run';
import { pruneThreads } from './retention/prune-threads';
import { searchThreads } from './search-threads';
import { threadValues } from './thread-values';

const TEXT = 'all work and no play makes Jack a dull boy '.repeat(10);

const State = Annotation.Root({
  log: Annotation<string[]>({ reducer: (a, b) => [...a, ...b], default: () => [] }),
  steps: Annotation<number>,
});

let db: TestDatabase;
let hp: TestHoldpoint;

beforeAll(async () => {
  const chat = new StateGraph(MessagesAnnotation)
    .addNode('reply', ({ messages }) => ({ messages: { role: 'assistant', content: `${messages.length} ${TEXT}` } }))
    .addEdge(START, 'reply')
    .compile();
  const loop = new StateGraph(State)
    .addNode('grow', ({ log }) => ({ log: [`${log.length} ${TEXT}`] }))
    .addEdge(START, 'grow')
    .addConditionalEdges('grow', ({ log, steps }) => (log.length < steps ? 'grow' : '__end__'))
    .compile();
  db = await testDatabase();
  hp = await testHoldpoint(db, { chat, loop });
});

/** One turn of the chat, at its end or after another checkpoint. */
async function say(threadId: string, content: string, checkpointId?: string): Promise<string> {
  const input = { messages: { role: 'user', content: `${content} ${TEXT}` } };
  const kwargs = checkpointId === undefined ? {} : { config: { configurable: { checkpoint_id: checkpointId } } };
  const { id } = await hp.send(threadId, 'chat', { input, kwargs });
  await hp.runAll();
  return id;
}

async function chatOf(...contents: string[]): Promise<{ threadId: string; runIds: string[] }> {
  const threadId = await hp.newThread();
  const runIds: string[] = [];
  for (const content of contents) runIds.push(await say(threadId, content));
  return { threadId, runIds };
}

/** The first word of each message, as the graph and as SQL alone put them together. */
async function wordsOf(threadId: string): Promise<string[]> {
  const { messages } = await hp.values(threadId, 'chat');
  expect((await threadValues(hp, [threadId])).get(threadId)?.messages).toEqual(messages);
  return (messages as Message[]).map(({ content }) => String(content).split(' ')[0] ?? ''); // as the graph says
}

const wordsAfter = (...contents: string[]) => contents.flatMap((content, turn) => [content, String(2 * turn + 1)]);

/** All that is kept of a thread, counted as text. */
async function bytesOf(threadId: string): Promise<number> {
  const [row] = await db.sql.$queryRaw<{ bytes: number }[]>`
    SELECT sum(length(rows.row))::int AS bytes FROM (
      SELECT t::text AS row FROM checkpoints t WHERE thread_id = ${threadId}::uuid
      UNION ALL SELECT t::text FROM channel_values t WHERE thread_id = ${threadId}::uuid
      UNION ALL SELECT t::text FROM checkpoint_writes t WHERE thread_id = ${threadId}::uuid
      UNION ALL SELECT e::text FROM run_events e JOIN runs r ON r.id = e.run_id WHERE r.thread_id = ${threadId}::uuid) rows`;
  return row?.bytes ?? 0;
}

function expectFlat(costs: number[]): void {
  expect(Math.max(...costs) / Math.min(...costs)).toBeLessThan(1.2);
}

describe('a list that only grows', () => {
  it('costs as much per superstep in a run of 1,600 as in one of 100', async () => {
    const perStep: number[] = [];
    for (const steps of [100, 400, 1600]) {
      const threadId = await hp.newThread();
      await hp.send(threadId, 'loop', { input: { steps }, kwargs: { config: { recursion_limit: steps + 1 } } });
      await hp.runAll();
      perStep.push((await bytesOf(threadId)) / steps);
      expect((await hp.values(threadId, 'loop')).log).toHaveLength(steps);
    }

    expectFlat(perStep);
    // The text three times: in the state, as the task wrote it, and as events of mode `updates` tell it.
    expect(Math.max(...perStep)).toBeLessThan(3 * TEXT.length + 2_000);
  }, 60_000);

  it('costs as much per run in a thread of 80 as in one of 20', async () => {
    const { threadId } = await chatOf(...Array.from({ length: 5 }, (_, n) => `u${n}`));
    const perTurn: number[] = [];
    for (const turns of [20, 80]) {
      const before = await bytesOf(threadId);
      for (let turn = 0; turn < turns; turn++) await say(threadId, 'more');
      perTurn.push(((await bytesOf(threadId)) - before) / turns);
    }

    expectFlat(perTurn);
  }, 60_000);
});

describe('what a thread keeps of a list in pieces', () => {
  it.each([0, 1, 2])('is whole after run %i of three is deleted, and goes on', async (deleted) => {
    const { threadId, runIds } = await chatOf('a', 'b', 'c');
    const runId = runIds[deleted] ?? '';
    const left = deleted === 2 ? ['a', 'b'] : ['a', 'b', 'c'];

    await deleteRun(hp, { threadId, runId });

    expect(await db.prisma.channelValue.count({ where: { runId } })).toBe(0);
    expect(await wordsOf(threadId)).toEqual(wordsAfter(...left));
    await say(threadId, 'd');
    expect(await wordsOf(threadId)).toEqual(wordsAfter(...left, 'd'));
  });

  it('goes with the run that wrote it, where nothing builds on it', async () => {
    const { threadId, runIds } = await chatOf('a', 'b', 'c');

    for (const runId of runIds.toReversed()) await deleteRun(hp, { threadId, runId });

    expect(await db.prisma.channelValue.count({ where: { threadId } })).toBe(0);
  });

  it('is whole when nothing but the latest state is kept, and goes on', async () => {
    const { threadId } = await chatOf('a', 'b', 'c');

    await pruneThreads(hp, { threadIds: [threadId], strategy: 'keep_latest' });

    expect(await wordsOf(threadId)).toEqual(wordsAfter('a', 'b', 'c'));
    await say(threadId, 'd');
    expect(await wordsOf(threadId)).toEqual(wordsAfter('a', 'b', 'c', 'd'));
  });

  it('loses the pieces of other branches when nothing but the latest state is kept', async () => {
    const { threadId, runIds } = await chatOf('a', 'b', 'c', 'd');
    const at = await lastCheckpoint(runIds[1] ?? '');
    await say(threadId, 'e', at);

    await pruneThreads(hp, { threadIds: [threadId], strategy: 'keep_latest' });

    expect(await wordsOf(threadId)).toEqual(wordsAfter('a', 'b', 'e'));
    const rows = await db.prisma.channelValue.findMany({ where: { threadId, channel: 'messages' } });
    expect(rows.map(({ value }) => JSON.stringify(value)).join()).not.toContain('c all work');
  });

  it('is copied with its thread, and each goes on by itself', async () => {
    const { threadId } = await chatOf('a', 'b', 'c');

    const { id: copyId } = await copyThread(hp, threadId);
    await say(copyId, 'd');
    await say(threadId, 'e');

    expect(await wordsOf(copyId)).toEqual(wordsAfter('a', 'b', 'c', 'd'));
    expect(await wordsOf(threadId)).toEqual(wordsAfter('a', 'b', 'c', 'e'));
  });

  it('is shared by branches, which never see what the other adds', async () => {
    const { threadId, runIds } = await chatOf('a', 'b', 'c');
    const at = await lastCheckpoint(runIds[1] ?? '');
    const end = await lastCheckpoint(runIds[2] ?? '');
    const before = await bytesOf(threadId);

    await say(threadId, 'd', at);
    const cost = (await bytesOf(threadId)) - before;
    expect(await wordsOf(threadId)).toEqual(wordsAfter('a', 'b', 'd'));
    await say(threadId, 'e');
    expect(await wordsOf(threadId)).toEqual(wordsAfter('a', 'b', 'd', 'e'));
    await say(threadId, 'f', end);
    expect(await wordsOf(threadId)).toEqual(wordsAfter('a', 'b', 'c', 'f'));

    const flat = await bytesOf(threadId);
    await say(threadId, 'g');
    expectFlat([cost, (await bytesOf(threadId)) - flat]);
  });

  it('is found by what it contains', async () => {
    const { threadId } = await chatOf('a', 'b', 'c');
    const messages = [{ type: 'human', content: `c ${TEXT}` }];

    const { threads } = await searchThreads(hp, { values: { messages }, limit: 100, offset: 0 });

    expect(threads.map(({ id }) => id)).toContain(threadId);
  });
});

async function lastCheckpoint(runId: string): Promise<string> {
  const { id } = await db.prisma.checkpoint.findFirstOrThrow({ where: { runId }, orderBy: { seq: 'desc' } });
  return id;
}
