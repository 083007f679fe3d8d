import { beforeAll, describe, expect, it, vi } from 'vitest';
import { Annotation, END, interrupt, START, StateGraph } from '#lib/engine';
import { collect } from '#lib/engine/testing';
import { type TestDatabase, testDatabase } from '#lib/testing/database';
import { type TestHoldpoint, testHoldpoint } from '#lib/testing/holdpoint';
import { twoSteps } from '#lib/testing/test-graphs';
import { answerInterrupt } from './answer-interrupt';
import { createAssistant } from './assistants';
import { followRun } from './events';
import { createThread } from './threads';
import { updateThreadState } from './update-state';

// Read once by a process, so they are set before anything asks.
vi.hoisted(() => {
  for (const name of ['INPUT', 'METADATA', 'STATE', 'EVENT']) process.env[`HOLDPOINT_MAX_${name}_MB`] = '0.01';
  process.env.HOLDPOINT_MAX_QUEUED_RUNS = '3';
});

const LARGE = 'x'.repeat(20_000);
const State = Annotation.Root({
  say: Annotation<string>,
  large: Annotation<string>,
  log: Annotation<string[]>({ reducer: (a, b) => [...a, ...b], default: () => [] }),
});
let db: TestDatabase;
let hp: TestHoldpoint;

/** `first` logs; then `second` does what it is told. */
function graph(second: () => Partial<typeof State.State>, emits = false) {
  return new StateGraph(State)
    .addNode('first', () => ({ log: ['first'] }))
    .addNode('second', (_state, config) => {
      if (emits) config.writer({ text: LARGE });
      return second();
    })
    .addEdge(START, 'first')
    .addEdge('first', 'second')
    .addEdge('second', END)
    .compile();
}

beforeAll(async () => {
  db = await testDatabase();
  hp = await testHoldpoint(db, {
    steps: twoSteps(),
    asks: graph(() => ({ log: [interrupt<string, string>('Sure?')] })),
    grows: graph(() => ({ large: LARGE })),
    growsBeside: new StateGraph(State)
      .addNode('asks', () => ({ log: [interrupt<string, string>('Sure?')] }))
      .addNode('grows', () => ({ large: LARGE }))
      .addEdge(START, 'asks')
      .addEdge(START, 'grows')
      .compile(),
    emits: graph(() => ({ log: ['second'] }), true),
  });
});

async function finished(graphId: string, streamMode = ['values']) {
  const threadId = await hp.newThread();
  const { id: runId } = await hp.send(threadId, graphId, { input: { say: 'hi' }, kwargs: { stream_mode: streamMode } });
  await hp.runAll();
  return { threadId, run: await db.prisma.run.findUniqueOrThrow({ where: { id: runId } }) };
}

const runCount = (threadId: string) => db.prisma.run.count({ where: { threadId } });

describe('what is too large is refused before anything changes', () => {
  it.each([
    ['input', { input: { say: LARGE } }, 'HOLDPOINT_MAX_INPUT_MB'],
    ['command', { command: { update: { say: LARGE } } }, 'HOLDPOINT_MAX_INPUT_MB'],
    ['metadata', { input: { say: 'hi' }, metadata: { note: LARGE } }, 'HOLDPOINT_MAX_METADATA_MB'],
  ])('the %s of a run', async (what, request, setting) => {
    const threadId = await hp.newThread();

    await expect(hp.send(threadId, 'steps', request)).rejects.toMatchObject({
      code: 'payload_too_large',
      message: expect.stringMatching(new RegExp(`^The ${what} is 0.0\\d+ MB.* raise ${setting}\\.$`)),
    });

    expect(await runCount(threadId)).toBe(0);
  });

  it('an answer, whose question stays open', async () => {
    const { threadId } = await finished('asks');
    const [question] = await hp.openQuestions(threadId);

    const refused = answerInterrupt(hp, { interruptId: question?.id ?? '', value: LARGE });

    await expect(refused).rejects.toMatchObject({ code: 'payload_too_large' });
    expect(await hp.openQuestions(threadId)).toHaveLength(1);
    expect(await runCount(threadId)).toBe(1);
  });

  it('the metadata of a thread and of an assistant', async () => {
    const metadata = { note: LARGE };

    await expect(createThread(hp, { metadata })).rejects.toMatchObject({ code: 'payload_too_large' });
    await expect(createAssistant(hp, { graphId: 'steps', metadata })).rejects.toMatchObject({
      code: 'payload_too_large',
    });
  });

  it('an edit of the state', async () => {
    const { threadId } = await finished('steps');
    const before = await hp.values(threadId, 'steps');

    const refused = updateThreadState(hp, { threadId, values: { say: LARGE }, asNode: 'second' });

    await expect(refused).rejects.toMatchObject({ code: 'state_too_large' });
    expect(await hp.values(threadId, 'steps')).toEqual(before);
  });
});

describe('a run', () => {
  it('that makes its state too large fails with what it committed before', async () => {
    const { threadId, run } = await finished('grows');

    expect(run).toMatchObject({
      status: 'error',
      stopReason: 'error',
      error: { code: 'state_too_large', message: expect.stringContaining('raise HOLDPOINT_MAX_STATE_MB') },
    });
    expect(await hp.values(threadId, 'grows')).toMatchObject({ log: ['first'] });
    expect(await hp.threadStatus(threadId)).toBe('error');
  });

  it('that makes it too large beside a question fails, too', async () => {
    const { threadId, run } = await finished('growsBeside');

    expect(run).toMatchObject({ status: 'error', error: { code: 'state_too_large' } });
    expect(await db.prisma.checkpointWrite.count({ where: { threadId, channel: 'large' } })).toBe(0);
  });

  it('that emits too large an event goes on, and an error stands in its place', async () => {
    const { threadId, run } = await finished('emits', ['custom']);

    expect(run).toMatchObject({ status: 'success' });
    const events = await collect(followRun(db, { runId: run.id }));
    expect(events.filter(({ event }) => event === 'custom')).toMatchObject([
      { data: { __error__: { code: 'event_too_large', message: expect.stringContaining('HOLDPOINT_MAX_EVENT_MB') } } },
    ]);
    expect(await hp.values(threadId, 'emits')).toMatchObject({ log: ['first', 'second'] });
  });
});

describe('the queue of a thread', () => {
  it('is full also where this process knows it,', async () => {
    const threadId = await hp.newThread();
    for (let n = 0; n < 3; n++) await hp.send(threadId, 'steps', { input: { say: `${n}` } });

    const refused = hp.send(threadId, 'steps', { input: { say: 'later' } });

    await expect(refused).rejects.toMatchObject({ code: 'queue_full', details: { unfinished_runs: 3 } });
    expect(await db.prisma.run.count({ where: { threadId } })).toBe(3);
    await hp.runAll();
  });

  it('is full when too many runs have not ended, but takes an answer', async () => {
    const { threadId } = await finished('asks');
    const [question] = await hp.openQuestions(threadId);
    const waiting = { input: { say: 'later' }, onPendingInterrupt: 'enqueue' as const };
    for (let n = 0; n < 3; n++) await hp.send(threadId, 'steps', waiting);

    await expect(hp.send(threadId, 'steps', waiting)).rejects.toMatchObject({
      code: 'queue_full',
      details: { unfinished_runs: 3, limit: 3 },
    });
    expect(await runCount(threadId)).toBe(4);
    await answerInterrupt(hp, { interruptId: question?.id ?? '', value: 'yes' });
    await hp.runAll();

    expect(await hp.threadStatus(threadId)).toBe('idle');
    await expect(hp.send(threadId, 'steps', waiting)).resolves.toMatchObject({ status: 'pending' });
    await hp.runAll();
  });
});
