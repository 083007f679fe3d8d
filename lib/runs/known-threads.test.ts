import { v4 } from 'uuid';
import { beforeAll, describe, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '#lib/testing/database';
import { type TestHoldpoint, testHoldpoint } from '#lib/testing/holdpoint';
import { statementsOf } from '#lib/testing/statements-of';
import { asks, asksInParallel, twoSteps } from '#lib/testing/test-graphs';
import { createAssistant, deleteAssistant, patchAssistant } from './assistants';
import type { CreateRunRequest } from './create-run';
import { getRun } from './runs';
import { createThread, deleteThread, patchThread } from './threads';

let db: TestDatabase;
/** Two processes on one database. */
let here: TestHoldpoint;
let elsewhere: TestHoldpoint;

beforeAll(async () => {
  const graphs = { steps: twoSteps(), one: asks({ value: 'How old?' }), parallel: asksInParallel() };
  db = await testDatabase();
  here = await testHoldpoint(db, graphs);
  elsewhere = await testHoldpoint(await db.another(), graphs);
  // From then on, the assistants are known.
  for (const graph of Object.keys(graphs)) await ended(graph);
});

async function newThread(metadata = {}): Promise<string> {
  return (await createThread(here, { metadata })).id;
}

/** A thread whose run has ended here. */
async function ended(graph: string, request: Partial<CreateRunRequest> = {}): Promise<string> {
  const threadId = await newThread();
  await here.send(threadId, graph, { input: { say: 'first' }, ...request });
  await here.runAll();
  return threadId;
}

function statementsTo(threadId: string, graph: string, request: Partial<CreateRunRequest>) {
  return statementsOf(() => here.send(threadId, graph, request));
}

async function answerTo(threadId: string, value: unknown) {
  return { resume: Object.fromEntries((await here.openQuestions(threadId)).map(({ id }) => [id, value])) };
}

describe('what this process knows of a thread is not read again', () => {
  it('for the first run of a new one', async () => {
    const threadId = await newThread({ team: 'red' });

    expect(await statementsTo(threadId, 'steps', { input: { say: 'hi' } })).toHaveLength(1);
    await here.runAll();
    expect(await here.values(threadId, 'steps')).toMatchObject({ log: ['first hi', 'second hi'] });
    expect(await db.prisma.run.findFirst({ where: { threadId } })).toMatchObject({ metadata: { team: 'red' } });
  });

  it('for the next message', async () => {
    const threadId = await ended('steps');

    expect(await statementsTo(threadId, 'steps', { input: { say: 'next' } })).toHaveLength(1);
    await here.runAll();
    expect(await here.values(threadId, 'steps')).toMatchObject({ log: { length: 4 }, say: 'next' });
  });

  it.each(['one', 'parallel'])('for an answer to %s', async (graph) => {
    const threadId = await ended(graph);
    const command = await answerTo(threadId, 'yes');

    expect(await statementsTo(threadId, graph, { command })).toHaveLength(1);
    await here.runAll();
    expect(await here.openQuestions(threadId)).toEqual([]);
    expect(await here.threadStatus(threadId)).toBe('idle');
  });

  it('for going on from a breakpoint', async () => {
    const threadId = await ended('steps', { kwargs: { interrupt_before: ['second'] } });

    expect(await statementsTo(threadId, 'steps', { command: { resume: null } })).toHaveLength(1);
    await here.runAll();
    expect(await here.values(threadId, 'steps')).toMatchObject({ log: ['first first', 'second first'] });
  });
});

describe('what somebody else has changed meanwhile holds', () => {
  it('when the question was answered', async () => {
    const threadId = await ended('one');
    const command = await answerTo(threadId, 'mine');
    await elsewhere.send(threadId, 'one', { command: await answerTo(threadId, 'theirs'), actor: 'Bob' });

    await expect(here.send(threadId, 'one', { command })).rejects.toMatchObject({
      code: 'interrupt_not_pending',
      details: { decided_by: 'Bob', answer: 'theirs' },
    });
    await elsewhere.runAll();
    expect(await here.values(threadId, 'one')).toMatchObject({ log: ['"theirs"'] });
  });

  it('when the question that would be in the way was answered', async () => {
    const threadId = await ended('one');
    await elsewhere.send(threadId, 'one', { command: await answerTo(threadId, 25) });
    await elsewhere.runAll();

    await here.send(threadId, 'one', { input: { say: 'next' }, onPendingInterrupt: 'reject' });
    await here.runAll();

    expect(await here.openQuestions(threadId)).toHaveLength(1);
  });

  it('when the answer that is given here was asked for there', async () => {
    const threadId = await ended('steps');
    await elsewhere.send(threadId, 'one', { input: { say: 'ask' } });
    await elsewhere.runAll();

    await here.send(threadId, 'one', { command: { resume: 25 } });
    await here.runAll();

    expect(await here.values(threadId, 'one')).toMatchObject({ log: [expect.anything(), expect.anything(), '25'] });
  });

  it('when the thread has other metadata', async () => {
    const threadId = await ended('steps');
    await patchThread(elsewhere, threadId, { metadata: { team: 'blue' } });

    const { id } = await here.send(threadId, 'steps', { input: { say: 'x' } });

    expect(await getRun(here, { runId: id })).toMatchObject({ metadata: { team: 'blue', graph_id: 'steps' } });
    await here.runAll();
  });

  it('when the assistant is configured otherwise, or gone', async () => {
    const { id: assistantId } = await createAssistant(here, { graphId: 'steps', config: { tags: ['old'] } });
    const send = async (threadId: string) => {
      const { id } = await here.send(threadId, 'steps', { assistantId, input: { say: 'x' } });
      await here.runAll();
      return getRun(here, { runId: id });
    };
    const threads = [await newThread(), await newThread(), await newThread()] as const;
    const before = await send(threads[0]);

    await patchAssistant(elsewhere, assistantId, { config: { tags: ['new'] } });
    const after = await send(threads[1]);
    await deleteAssistant(elsewhere, assistantId, { deleteThreads: false });

    expect(before).toMatchObject({ kwargs: { config: { tags: ['old'] } } });
    expect(after).toMatchObject({ kwargs: { config: { tags: ['new'] } } });
    await expect(send(threads[2])).rejects.toMatchObject({ code: 'assistant_not_found' });
  });

  it('when the thread was deleted, and another has its id', async () => {
    const threadId = v4();
    await createThread(here, { threadId, metadata: { team: 'red' } });
    await deleteThread(elsewhere, threadId);
    await expect(here.send(threadId, 'steps', { input: {} })).rejects.toMatchObject({ code: 'thread_not_found' });
    await createThread(here, { threadId, metadata: { team: 'red' } });
    await deleteThread(elsewhere, threadId);
    await createThread(elsewhere, { threadId, metadata: { team: 'blue' } });

    const { id } = await here.send(threadId, 'steps', { input: { say: 'x' } });

    expect(await getRun(here, { runId: id })).toMatchObject({ metadata: { team: 'blue' } });
    await here.runAll();
  });

  it('when a run works on the thread that was at rest', async () => {
    const threadId = await ended('steps');
    await elsewhere.send(threadId, 'steps', { input: { say: 'there' } });

    const rejected = here.send(threadId, 'steps', { input: { say: 'here' }, multitaskStrategy: 'reject' });

    await expect(rejected).rejects.toMatchObject({ code: 'thread_busy' });
    await elsewhere.runAll();
    expect(await statementsTo(threadId, 'steps', { input: { say: 'here' } })).not.toHaveLength(1);
    await here.runAll();
    expect(await here.values(threadId, 'steps')).toMatchObject({ log: { length: 6 } });
  });
});

it('what takes much memory is not kept', async () => {
  const threadId = await newThread({ long: 'x'.repeat(20_000) });

  expect(here.known.find(threadId)).toBeUndefined();
  expect(await statementsTo(threadId, 'steps', { input: { say: 'hi' } })).toHaveLength(2);
});
