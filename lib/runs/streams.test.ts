import { beforeAll, describe, expect, it } from 'vitest';
import { Annotation, START, StateGraph } from '#lib/engine';
import { collect } from '#lib/engine/testing';
import { type TestDatabase, testDatabase } from '#lib/testing/database';
import type { Gate } from '#lib/testing/gate';
import { heldRun } from '#lib/testing/held-run';
import { type TestHoldpoint, testHoldpoint } from '#lib/testing/holdpoint';
import { twoSteps } from '#lib/testing/test-graphs';
import { followRun, type RunEventRow, waitForRun, watchRun } from './events';
import { deleteThread } from './threads';
import { Worker } from './worker';

const STEPS = 60;
const gates: Record<string, Gate> = {};
let db: TestDatabase;
/** Executes. */
let hp: TestHoldpoint;
/** Other processes, which stream. */
let one: TestHoldpoint;
let two: TestHoldpoint;

/** One node that goes round, with a turn of the event loop in each. */
function rounds() {
  const State = Annotation.Root({ count: Annotation<number> });
  return new StateGraph(State)
    .addNode('round', async ({ count }) => ({ count: (count ?? 0) + 1 }))
    .addEdge(START, 'round')
    .addConditionalEdges('round', ({ count }) => (count < STEPS ? 'round' : '__end__'))
    .compile();
}

beforeAll(async () => {
  const graphs = { steps: twoSteps(gates), rounds: rounds() };
  db = await testDatabase();
  hp = await testHoldpoint(db, graphs);
  one = await testHoldpoint(await db.another(), graphs);
  two = await testHoldpoint(await db.another(), graphs);
});

async function startRounds(): Promise<{ runId: string; worker: Worker }> {
  const kwargs = { config: { recursion_limit: STEPS + 1 } };
  const { id: runId } = await hp.send(await hp.newThread(), 'rounds', { input: { count: 0 }, kwargs });
  const worker = new Worker(hp);
  await worker.tick();
  return { runId, worker };
}

const seqs = (events: RunEventRow[]) => events.map(({ seq }) => seq);

/** Reads so many events, then leaves. */
async function readSome(from: TestHoldpoint, { runId, after, count }: { runId: string; after: number; count: number }) {
  const events: RunEventRow[] = [];
  for await (const event of followRun(from.db, { runId, after })) {
    events.push(event);
    if (events.length === count) break;
  }
  return events;
}

describe('a reader', () => {
  it('who comes back again and again, to one process or the other, loses nothing and sees nothing twice', async () => {
    const { runId, worker } = await startRounds();

    const seen: RunEventRow[] = [];
    for (let turn = 0; seen.at(-1)?.event !== 'end'; turn++) {
      const after = seen.at(-1)?.seq ?? -1;
      seen.push(...(await readSome(turn % 2 ? one : two, { runId, after, count: 7 })));
    }
    await worker.idle();

    expect(seen).toEqual(await collect(followRun(hp.db, { runId })));
    expect(seqs(seen)).toEqual(seen.map((_, place) => place));
    expect(seen.filter(({ event }) => event === 'updates')).toHaveLength(STEPS);
  });

  it('who was busy with what came before while the run ended misses nothing', async () => {
    const { run, worker, gate } = await heldRun(hp, { gates, word: 'busy' });
    const reader = followRun(one.db, { runId: run.id });
    const seen: unknown[] = [];
    while (seen.length < 4) seen.push((await reader.next()).value);

    gate.open();
    await worker.idle();
    await waitForRun(one.db, { runId: run.id });

    expect([...seen, ...(await collect(reader))]).toEqual(await collect(followRun(two.db, { runId: run.id })));
  });

  it('is one of fifty, who all see the same', async () => {
    const { runId, worker } = await startRounds();

    const readers = Array.from({ length: 50 }, (_, n) => collect(followRun((n % 2 ? one : two).db, { runId })));
    const [first, ...others] = await Promise.all(readers);
    await worker.idle();

    expect(first?.at(-1)?.event).toBe('end');
    for (const events of others) expect(events).toEqual(first);
  });

  it('of a run that another worker takes over sees the attempts in their order', async () => {
    const { run, worker: silent, gate } = await heldRun(hp, { gates, word: 'orphan' });
    const seen = await readSome(two, { runId: run.id, after: -1, count: 4 });
    const reading = collect(followRun(one.db, { runId: run.id, after: 3 }));
    await db.sql.$executeRaw`UPDATE runs SET due_at = now() - interval '1 second' WHERE id = ${run.id}::uuid`;

    const heir = new Worker(one);
    expect(await heir.tick()).toBe(1);
    gate.open();
    await Promise.all([heir.idle(), silent.idle()]);

    const events = [...seen, ...(await reading)];
    expect(seqs(events)).toEqual(events.map((_, place) => place));
    const metadata = events.filter(({ event }) => event === 'metadata');
    expect(metadata.map(({ data }) => data)).toMatchObject([{ attempt: 1 }, { attempt: 2 }]);
    const updates = events.filter(({ event }) => event === 'updates').map(({ data }) => data);
    expect(updates).toEqual([{ first: { log: ['first orphan'] } }, { second: { log: ['second orphan'] } }]);
  });

  it('of a run whose thread is deleted comes to an end, and so does who waits for it', async () => {
    const { run, worker, threadId } = await heldRun(hp, { gates, word: 'deleted' });
    const reader = followRun(one.db, { runId: run.id });
    const look = async () => (await db.prisma.run.findUnique({ where: { id: run.id } })) ?? undefined;
    const watch = await watchRun(two.db, { runId: run.id, look });
    expect((await reader.next()).value).toMatchObject({ event: 'metadata' });

    const ends = [collect(reader).then((events) => events.at(-1)), watch.end()];
    await deleteThread(two, threadId);

    expect(await Promise.all(ends)).toMatchObject([{ event: 'end', data: { status: null } }, null]);
    await worker.idle();
  });
});

describe('thirty readers, and thirty who wait, in a process with five connections', () => {
  it('leave them all to others', async () => {
    const { run, worker, gate } = await heldRun(hp, { gates, word: 'watched' });
    const crowd = Array.from({ length: 30 }, () => run.id);
    const reading = crowd.map((runId) => collect(followRun(one.db, { runId })));
    const waiting = crowd.map((runId) => waitForRun(one.db, { runId }));

    const threadId = await one.newThread();
    const { id } = await one.send(threadId, 'steps', { input: { say: 'meanwhile' } });
    await one.runAll();

    expect(await one.statusOf(id)).toBe('success');
    gate.open();
    await worker.idle();
    for (const events of await Promise.all(reading)) expect(events.at(-1)?.data).toMatchObject({ status: 'success' });
    for (const outcome of await Promise.all(waiting)) expect(outcome).toMatchObject({ status: 'success' });
  });
});

describe('when the connections of a process are cut', () => {
  /** All of the database's, again and again: every statement that is under way fails some time. */
  async function cutWhile(work: Promise<unknown>): Promise<number> {
    let cuts = 0;
    let isDone = false;
    const done = work.finally(() => (isDone = true));
    while (!isDone) {
      await hp.db.sql.$queryRaw`
        SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`
        .then(() => cuts++)
        .catch(() => undefined);
      await Promise.race([done, new Promise((resolve) => setTimeout(resolve, 100))]);
    }
    await done;
    return cuts;
  }

  it('a stream goes on where it was, and a waiter is told of the end', async () => {
    const { runId, worker } = await startRounds();
    const reading = collect(followRun(one.db, { runId }));
    const waiting = waitForRun(two.db, { runId });

    const cuts = await cutWhile(reading);
    await worker.idle();

    expect(cuts).toBeGreaterThan(0);
    expect(await reading).toEqual(await collect(followRun(hp.db, { runId })));
    expect(await waiting).toMatchObject({ status: 'success' });
  });

  it('a reader who comes meanwhile is served, too', async () => {
    const { run, worker, gate } = await heldRun(hp, { gates, word: 'cut' });
    const cut = db.sql.$queryRaw`
      SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`;

    const reading = collect(followRun(one.db, { runId: run.id }));
    await cut;
    gate.open();
    await worker.idle();

    expect((await reading).at(-1)?.data).toMatchObject({ status: 'success' });
  });
});
