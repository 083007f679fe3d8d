import { beforeAll, describe, expect, it, vi } from 'vitest';
import { testDatabase } from '#lib/testing/database';
import { Gate } from '#lib/testing/gate';
import { type TestHoldpoint, testHoldpoint } from '#lib/testing/holdpoint';
import { throws, twoSteps } from '#lib/testing/test-graphs';
import { retryRun } from './retry-run';
import { Worker } from './worker';

const gates: Record<string, Gate> = {};
const fault: { value: unknown } = { value: undefined };
let hp: TestHoldpoint;
let other: TestHoldpoint;

beforeAll(async () => {
  const graphs = { throws: throws(fault), steps: twoSteps(gates) };
  const db = await testDatabase();
  hp = await testHoldpoint(db, graphs);
  other = await testHoldpoint(await db.another(), graphs);
});

describe('a run that fails', () => {
  it.each([
    ['an error', new TypeError('no luck'), { error: 'TypeError', message: 'no luck' }],
    ['a string', 'just words', { message: expect.stringContaining('just words') }],
    ['an object', { odd: true }, { message: expect.stringContaining('odd') }],
  ])('records %s and can be retried where it stopped', async (_name, thrown, recorded) => {
    fault.value = thrown;
    const threadId = await hp.newThread();
    const run = await hp.send(threadId, 'throws', { input: { say: 'x' } });
    await hp.runAll();
    expect(await hp.db.prisma.run.findUnique({ where: { id: run.id } })).toMatchObject({
      status: 'error',
      stopReason: 'error',
      error: recorded,
    });
    expect(await hp.threadStatus(threadId)).toBe('error');

    fault.value = undefined;
    const retry = await retryRun(hp, { threadId, runId: run.id, actor: 'Ada' });
    await hp.runAll();

    expect(await hp.statusOf(retry.id)).toBe('success');
    expect(await hp.values(threadId, 'throws')).toMatchObject({ log: ['first x', 'second x'] });
    expect(await hp.threadStatus(threadId)).toBe('idle');
  });
});

describe('a worker', () => {
  it('does not let a client set what only the engine may', async () => {
    const threadId = await hp.newThread();
    const configurable = { __pregel_ports: {}, __pregel_checkpointer: {}, mine: 1 };
    const run = await hp.send(threadId, 'steps', { input: { say: 'x' }, kwargs: { config: { configurable } } });

    await hp.runAll();

    expect(await hp.statusOf(run.id)).toBe('success');
  });

  it('that was starved for longer than its leases goes on with its own runs', async () => {
    const gate = new Gate();
    gates.starved = gate;
    const threadId = await hp.newThread();
    const run = await hp.send(threadId, 'steps', { input: { say: 'starved' } });
    const worker = new Worker(hp);
    await worker.tick();
    await gate.reached;
    await hp.db.sql.$executeRaw`UPDATE runs SET due_at = now() - interval '1 second' WHERE id = ${run.id}::uuid`;
    const clock = vi.spyOn(performance, 'now').mockReturnValue(performance.now() + 60_000);

    const claimed = await worker.tick().finally(() => clock.mockRestore());
    gate.open();
    await worker.idle();

    expect(claimed).toBe(0);
    const ended = await hp.db.prisma.run.findUnique({ where: { id: run.id } });
    expect(ended).toMatchObject({ status: 'success', attempt: 1 });
  });

  it('takes over a run whose worker fell silent, and does not apply its input twice', async () => {
    const gate = new Gate();
    gates.orphan = gate;
    const threadId = await hp.newThread();
    const run = await hp.send(threadId, 'steps', { input: { say: 'orphan' } });
    const silent = new Worker(hp);
    await silent.tick();
    await gate.reached;
    await hp.db.prisma.$executeRaw`UPDATE runs SET due_at = now() - interval '1 second' WHERE id = ${run.id}::uuid`;

    const heir = new Worker(other);
    expect(await heir.tick()).toBe(1);
    gate.open();
    await heir.idle();
    await silent.idle();

    expect(await hp.db.prisma.run.findUnique({ where: { id: run.id } })).toMatchObject({
      status: 'success',
      attempt: 2,
    });
    expect(await hp.values(threadId, 'steps')).toMatchObject({ log: ['first orphan', 'second orphan'] });
  });

  it('hands its runs over when it stops, and the attempt does not count', async () => {
    const gate = new Gate();
    gates.handed = gate;
    const threadId = await hp.newThread();
    await hp.send(threadId, 'steps', { input: { say: 'handed' } });
    const next = await hp.send(threadId, 'steps', { input: { say: 'next' } });
    const leaving = new Worker(hp);
    await leaving.tick();
    await gate.reached;

    const stopped = leaving.stop();
    gate.open();
    await stopped;

    expect(await hp.statusOf(next.id)).toBe('pending');
    await hp.runAll();
    expect(await hp.values(threadId, 'steps')).toMatchObject({
      log: ['first handed', 'second handed', 'first next', 'second next'],
    });
  });

  it('gives up a run that keeps killing its workers, and goes on with the queue', async () => {
    const threadId = await hp.newThread();
    const run = await hp.send(threadId, 'steps', { input: { say: 'deadly' } });
    const next = await hp.send(threadId, 'steps', { input: { say: 'next' } });
    await hp.db.prisma.$executeRaw`
      UPDATE runs SET status = 'running', attempt = 3, lease_token = gen_random_uuid(), due_at = now() - interval '1 second' WHERE id = ${run.id}::uuid`;

    await hp.runAll();

    expect(await hp.db.prisma.run.findUnique({ where: { id: run.id } })).toMatchObject({
      status: 'error',
      error: { error: 'WorkerDied' },
    });
    expect(await hp.statusOf(next.id)).toBe('success');
  });

  it('waits for a due run whose row is locked by a transaction that fails without a word', async () => {
    const threadId = await hp.newThread();
    const run = await hp.send(threadId, 'steps', { input: { say: 'locked' } });
    const [locked, failed] = [new Gate(), new Gate()];
    const holding = other.db.prisma.$transaction(async (tx) => {
      await tx.$queryRaw`SELECT 1 FROM runs WHERE id = ${run.id}::uuid FOR UPDATE`;
      await locked.pass();
      throw new Error('refused');
    });
    const released = holding.catch(() => failed.open());
    await locked.reached;
    const worker = new Worker(hp);

    const ticking = worker.tick();
    locked.open();
    await released;

    expect(await ticking).toBe(1);
    await worker.idle();
    expect(await hp.statusOf(run.id)).toBe('success');
  });
});
