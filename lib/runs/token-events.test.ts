import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { Annotation, interrupt, pushMessage, START, StateGraph } from '#lib/engine';
import { collect } from '#lib/engine/testing';
import { testDatabase } from '#lib/testing/database';
import { Gate } from '#lib/testing/gate';
import { type TestHoldpoint, testHoldpoint } from '#lib/testing/holdpoint';
import { cancelRun } from './cancel-run';
import { followRun, type RunEventRow } from './events';
import { Worker } from './worker';

const TOKENS = Array.from({ length: 2_000 }, (_, n) => `token ${n} `);
const State = Annotation.Root({ ending: Annotation<string>, answer: Annotation<string> });
/** Where the node waits right after its last token when its input says `wait`. */
let gate: Gate;
let hp: TestHoldpoint;
let other: TestHoldpoint;

function speaks() {
  return new StateGraph(State)
    .addNode('speak', async ({ ending }, config) => {
      for (const content of TOKENS) pushMessage({ type: 'AIMessageChunk', id: 'm1', content }, config);
      if (ending === 'throw') throw new Error('no voice');
      if (ending === 'ask') return { answer: interrupt<string, string>('And?') };
      if (ending === 'wait') await gate.pass(config.signal);
      return { answer: 'done' };
    })
    .addNode('rest', () => ({}))
    .addEdge(START, 'speak')
    .addEdge('speak', 'rest')
    .compile();
}

beforeAll(async () => {
  const db = await testDatabase();
  hp = await testHoldpoint(db, { speaks: speaks() });
  other = await testHoldpoint(await db.another(), { speaks: speaks() });
});

afterEach(() => {
  vi.useRealTimers();
});

/** From now on events wait until somebody asks for them to be written. */
function neverWriteByTime(): void {
  vi.useFakeTimers({ toFake: ['setTimeout'] });
}

async function speaking(ending: string) {
  gate = new Gate();
  const threadId = await hp.newThread();
  const run = await hp.send(threadId, 'speaks', { input: { ending }, kwargs: { stream_mode: ['messages-tuple'] } });
  const worker = new Worker(hp);
  await worker.tick();
  return { threadId, run, worker };
}

const eventsOf = (runId: string) => collect(followRun(other.db, { runId }));

function textOf(events: RunEventRow[]): string {
  // A recorded event of this mode is a pair of a chunk and its metadata.
  const chunks = events
    .filter(({ event }) => event === 'messages')
    .map(({ data }) => (data as [{ content: string }])[0]);
  return chunks.map(({ content }) => content).join('');
}

describe('the tokens of a run', () => {
  it.each([
    ['ends', 'return', 'success'],
    ['fails', 'throw', 'error'],
    ['pauses', 'ask', 'interrupted'],
  ])('are all there, in few rows, when it %s right after the last one', async (_how, ending, status) => {
    neverWriteByTime();
    const { run, worker } = await speaking(ending);
    await worker.idle();

    const events = await eventsOf(run.id);

    expect(events.at(-1)?.data).toMatchObject({ status });
    expect(textOf(events)).toBe(TOKENS.join(''));
    expect(events.filter(({ event }) => event === 'messages').length).toBeLessThan(TOKENS.length / 100);
  });

  it('are all there, once, when another worker goes on after the last one', async () => {
    neverWriteByTime();
    const { run, worker } = await speaking('wait');
    await gate.reached;
    const stopped = worker.stop();
    gate.open();
    await stopped;
    expect(await hp.statusOf(run.id)).toBe('pending');
    await other.runAll();

    const events = await eventsOf(run.id);

    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, place) => place));
    expect(textOf(events)).toBe(TOKENS.join(''));
    expect(events.at(-1)?.data).toMatchObject({ status: 'success' });
  });

  it('come before the end of a run that is stopped while it waits after them, and nothing comes behind it', async () => {
    const { run, threadId, worker } = await speaking('wait');
    const reader = followRun(other.db, { runId: run.id });
    const seen: RunEventRow[] = [];
    while (textOf(seen) !== TOKENS.join('')) seen.push((await reader.next()).value);

    await cancelRun(other, { threadId, runId: run.id, action: 'interrupt' });
    await worker.idle();

    expect((await collect(reader)).map(({ event }) => event)).toEqual(['end']);
    expect((await eventsOf(run.id)).map(({ event }) => event)).toEqual([...seen.map(({ event }) => event), 'end']);
  });
});
