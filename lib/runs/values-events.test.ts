import { beforeAll, describe, expect, it } from 'vitest';
import { Annotation, interrupt, START, StateGraph } from '#lib/engine';
import { collect } from '#lib/engine/testing';
import { type TestDatabase, testDatabase } from '#lib/testing/database';
import { type TestHoldpoint, testHoldpoint } from '#lib/testing/holdpoint';
import { deleteRun } from './delete-run';
import { followRun } from './events';
import { pruneThreads } from './retention/prune-threads';

const STEPS = 100;
const LINE = 'all work and no play makes Jack a dull boy '.repeat(20);
const State = Annotation.Root({
  log: Annotation<string[]>({ reducer: (a, b) => [...a, ...b], default: () => [] }),
  text: Annotation<string>,
  odd: Annotation<unknown>,
});
let db: TestDatabase;
let hp: TestHoldpoint;
let other: TestHoldpoint;

/** Adds a line in each round, until there are as many as its number says. */
function grows(lines: number) {
  return new StateGraph(State)
    .addNode('grow', ({ log }) => ({ log: [`${log.length} ${LINE}`] }))
    .addEdge(START, 'grow')
    .addConditionalEdges('grow', ({ log }) => (log.length < lines ? 'grow' : '__end__'))
    .compile();
}

/** `one` writes, beside a node that asks. */
function asksBeside() {
  return new StateGraph(State)
    .addNode('one', () => ({ log: ['one'] }))
    .addNode('asks', () => ({ text: interrupt<string, string>('Well?') }))
    .addEdge(START, 'one')
    .addEdge(START, 'asks')
    .compile();
}

beforeAll(async () => {
  const graphs = { grows: grows(STEPS), short: grows(4), asksBeside: asksBeside() };
  db = await testDatabase();
  hp = await testHoldpoint(db, graphs);
  other = await testHoldpoint(await db.another(), graphs);
});

async function finished(graphId: string, input: Record<string, unknown>, threadId?: string) {
  const on = threadId ?? (await hp.newThread());
  const kwargs = { config: { recursion_limit: STEPS + 1 } };
  const { id: runId } = await hp.send(on, graphId, { input, kwargs });
  await hp.runAll();
  return { threadId: on, runId };
}

async function valuesOf(runId: string): Promise<unknown[]> {
  const events = await collect(followRun(other.db, { runId }));
  return events.filter(({ event, ns }) => event === 'values' && ns === '').map(({ data }) => data);
}

const lines = (count: number) => Array.from({ length: count }, (_, n) => `${n} ${LINE}`);

describe('the events of mode `values`', () => {
  it('cost a run what it changes, not what its state holds', async () => {
    const { runId } = await finished('grows', { text: LINE });

    const [stored] = await db.sql.$queryRaw<{ length: number }[]>`
      SELECT sum(length(data::text))::int AS length FROM run_events WHERE run_id = ${runId}::uuid`;

    // What it wrote, as its events of mode `updates` have it, and a bit for each step.
    expect(stored?.length).toBeLessThan(STEPS * (LINE.length + 500));
    const values = await valuesOf(runId);
    expect(values).toEqual(Array.from({ length: STEPS + 1 }, (_, n) => ({ log: lines(n), text: LINE })));
  });

  it('have the state as clients know it, in the order of its keys', async () => {
    const odd = {
      at: new Date(0),
      set: new Set([1]),
      none: null,
      bytes: new Uint8Array([1, 2]),
      big: 12n,
      not: Number.NaN,
    };
    const { runId } = await finished('short', { odd: { ...odd, __holdpoint: 'mine' }, text: LINE });

    const [first] = await valuesOf(runId);

    const plain = { at: '1970-01-01T00:00:00.000Z', set: [1], none: null, bytes: 'AQI=', big: 12, not: null };
    expect(JSON.stringify(first)).toBe(JSON.stringify({ log: [], text: LINE, odd: { ...plain, __holdpoint: 'mine' } }));
  });

  it('tell of a task that has finished beside a question', async () => {
    const { runId } = await finished('asksBeside', { log: ['zero'] });

    expect(await valuesOf(runId)).toMatchObject([
      { log: ['zero'] },
      { __interrupt__: [{ value: 'Well?' }] },
      { log: ['zero', 'one'] },
    ]);
  });

  it('stay as they were when the thread goes on, and when what followed is undone', async () => {
    const { threadId, runId } = await finished('short', { text: LINE });
    const before = await valuesOf(runId);

    const next = await finished('grows', { text: `more ${LINE}` }, threadId);
    expect(await valuesOf(runId)).toEqual(before);
    await db.prisma.run.delete({ where: { id: next.runId } });

    expect(await valuesOf(runId)).toEqual(before);
    expect(before).toHaveLength(5);
  });

  it('stay as they were when the run is deleted from which they have a value', async () => {
    const first = await finished('short', { text: LINE });
    const { runId } = await finished('grows', {}, first.threadId);
    const before = await valuesOf(runId);

    await deleteRun(hp, first);

    expect(await valuesOf(runId)).toEqual(before);
    expect(before.at(-1)).toMatchObject({ text: LINE });
  });

  it('go with the history of a thread that keeps its latest state alone', async () => {
    const { threadId, runId } = await finished('short', { text: LINE });

    await pruneThreads(hp, { threadIds: [threadId], strategy: 'keep_latest' });

    expect(await valuesOf(runId)).toEqual([]);
    expect(await hp.values(threadId, 'short')).toMatchObject({ log: lines(4) });
  });
});
