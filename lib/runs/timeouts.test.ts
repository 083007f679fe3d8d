import { beforeAll, describe, expect, it } from 'vitest';
import { Annotation, START, StateGraph } from '#lib/engine';
import { testDatabase } from '#lib/testing/database';
import { Gate } from '#lib/testing/gate';
import { heldRun } from '#lib/testing/held-run';
import { type TestHoldpoint, testHoldpoint } from '#lib/testing/holdpoint';
import { twoSteps } from '#lib/testing/test-graphs';
import { followRun } from './events';
import { retryRun } from './retry-run';
import { getThreadState } from './thread-state';
import { Worker } from './worker';

const gates: Record<string, Gate> = {};
const signals: AbortSignal[] = [];
const Log = Annotation.Root({ log: Annotation<string>() });

/** One node with a limit of its own that waits at the gate `node`, whatever its signal says. */
const slowNode = new StateGraph(Log)
  .addNode(
    'slow',
    async (_state, { signal, writer }) => {
      signals.push(signal);
      await gates.node?.pass();
      writer('late');
      return { log: 'late' };
    },
    { timeout: 20 },
  )
  .addEdge(START, 'slow')
  .compile();

let hp: TestHoldpoint;

beforeAll(async () => {
  const graphs = { steps: twoSteps(gates), deaf: twoSteps(gates, { isDeaf: true }), slow: slowNode };
  hp = await testHoldpoint(await testDatabase(), graphs);
});

const within = (seconds: number) => ({ config: { timeout_seconds: seconds } });
const runRow = (id: string) => hp.db.prisma.run.findUniqueOrThrow({ where: { id } });
const RUN_TIMEOUT = {
  status: 'timeout',
  stopReason: 'timeout',
  error: { error: 'RunTimeoutError', code: 'RUN_TIMEOUT' },
};

describe('a run that takes longer than it may', () => {
  it.each(['steps', 'deaf'])('ends as timeout and writes nothing more (%s)', async (graphId) => {
    const gate = new Gate();
    gates[graphId] = gate;
    const threadId = await hp.newThread();
    const run = await hp.send(threadId, graphId, { input: { say: graphId }, kwargs: within(0.3) });

    await hp.runAll();
    gate.open();
    await new Promise((resolve) => setImmediate(resolve));

    const row = await runRow(run.id);
    expect(row).toMatchObject(RUN_TIMEOUT);
    expect(row.error).toMatchObject({ message: expect.stringContaining('longer than its 0.3 s') });
    expect(await hp.threadStatus(threadId)).toBe('error');
    const { tasks } = await getThreadState(hp, { threadId });
    expect(tasks).toMatchObject([{ name: 'second', error: { name: 'AbortError', cause: { code: 'RUN_TIMEOUT' } } }]);
    expect((await hp.values(threadId, graphId)).log ?? []).not.toContain(`second ${graphId}`);
    const ends = [];
    for await (const event of followRun(hp.db, { runId: run.id })) ends.push(event);
    expect(ends.slice(-2)).toMatchObject([
      { event: 'error', data: { code: 'RUN_TIMEOUT' } },
      { event: 'end', data: { status: 'timeout', stop_reason: 'timeout' } },
    ]);
  });

  it('lets the queue of its thread go on, and can be retried where it stopped', async () => {
    const gate = new Gate();
    gates.queue = gate;
    const threadId = await hp.newThread();
    const run = await hp.send(threadId, 'steps', { input: { say: 'queue' }, kwargs: within(0.3) });
    const worker = new Worker(hp);
    await worker.tick();
    await worker.idle();
    gate.open();

    const retry = await retryRun(hp, { threadId, runId: run.id });
    const next = await hp.send(threadId, 'steps', { input: { say: 'next' } });
    await hp.runAll();

    expect(await hp.statusOf(retry.id)).toBe('success');
    expect(await hp.statusOf(next.id)).toBe('success');
    expect(await hp.threadStatus(threadId)).toBe('idle');
    expect(await hp.values(threadId, 'steps')).toMatchObject({
      log: ['first queue', 'second queue', 'first next', 'second next'],
    });
  });

  it('has no more time when another worker takes it over, and keeps what it stored', async () => {
    const { threadId, run, gate, worker } = await heldRun(hp, { gates, word: 'taken', kwargs: within(3600) });
    await hp.db.prisma.$executeRaw`
      UPDATE runs SET started_at = now() - interval '2 hours', due_at = now() - interval '1 second' WHERE id = ${run.id}::uuid`;

    await hp.runAll();
    gate.open();
    await worker.idle();

    expect(await runRow(run.id)).toMatchObject({ ...RUN_TIMEOUT, attempt: 2 });
    expect(await hp.values(threadId, 'steps')).toMatchObject({ log: ['first taken'] });
  });
});

describe('a run within its time', () => {
  it('is not charged for the time it waited in the queue', async () => {
    const threadId = await hp.newThread();
    const run = await hp.send(threadId, 'steps', { input: { say: 'patient' }, kwargs: within(60) });
    await hp.db.prisma.$executeRaw`
      UPDATE runs SET created_at = now() - interval '1 hour', available_at = now() - interval '1 hour' WHERE id = ${run.id}::uuid`;

    await hp.runAll();

    expect(await hp.statusOf(run.id)).toBe('success');
  });

  it('says what is wrong with a limit that is none', async () => {
    const threadId = await hp.newThread();
    const run = await hp.send(threadId, 'steps', { input: { say: 'x' }, kwargs: within(-1) });

    await hp.runAll();

    expect(await runRow(run.id)).toMatchObject({ status: 'error', error: { code: 'invalid_request' } });
  });
});

describe('a node that takes longer than it may', () => {
  it('fails its run, gets its signal, and is not heard any more', async () => {
    const gate = new Gate();
    gates.node = gate;
    const threadId = await hp.newThread();
    const run = await hp.send(threadId, 'slow', { input: {}, kwargs: { stream_mode: ['custom'] } });

    await hp.runAll();
    gate.open();
    await new Promise((resolve) => setImmediate(resolve));

    const row = await runRow(run.id);
    expect(row).toMatchObject({ status: 'error', stopReason: 'timeout', error: { code: 'NODE_TIMEOUT' } });
    expect(row.error).toMatchObject({ message: 'Node "slow" took longer than its 20 ms.' });
    expect(signals.at(-1)?.aborted).toBe(true);
    expect(await hp.values(threadId, 'slow')).toEqual({});
    expect(await hp.db.prisma.runEvent.count({ where: { runId: run.id, event: 'custom' } })).toBe(0);
  });
});
