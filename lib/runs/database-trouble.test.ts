import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { isTrouble } from '#lib/store/database-trouble';
import { type TestDatabase, testDatabase } from '#lib/testing/database';
import { databaseUrl } from '#lib/testing/database-url';
import { Gate } from '#lib/testing/gate';
import { heldRun } from '#lib/testing/held-run';
import { type TestHoldpoint, testHoldpoint } from '#lib/testing/holdpoint';
import { runSql } from '#lib/testing/run-sql';
import { twoSteps } from '#lib/testing/test-graphs';
import { forgottenRuns } from './lease';
import { Worker } from './worker';

const CUT_LISTENERS = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
  WHERE datname = current_database() AND pid <> pg_backend_pid() AND query ~* '^(listen|select pg_listening)'`;

const gates: Record<string, Gate> = {};
let db: TestDatabase;
let hp: TestHoldpoint;

beforeAll(async () => {
  db = await testDatabase();
  hp = await testHoldpoint(db, { steps: twoSteps(gates) });
});

/** Cuts all connections and lets no new one in. */
async function takeDatabaseAway(): Promise<void> {
  const name = new URL(db.url).pathname.slice(1);
  await runSql(databaseUrl(db.url, 'postgres'), `ALTER DATABASE ${name} ALLOW_CONNECTIONS false`);
  await runSql(
    databaseUrl(db.url, 'postgres'),
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${name}'`,
  );
}

async function giveDatabaseBack(): Promise<void> {
  const name = new URL(db.url).pathname.slice(1);
  await runSql(databaseUrl(db.url, 'postgres'), `ALTER DATABASE ${name} ALLOW_CONNECTIONS true`);
}

describe('while the database is away', () => {
  it('a run waits with what it has to write, and goes on when it is back', async () => {
    const { run, threadId, gate, worker } = await heldRun(hp, { gates, word: 'away' });
    await takeDatabaseAway();
    gate.open();
    await expect(db.sql.$queryRaw`SELECT 1`).rejects.toSatisfy(isTrouble);

    await giveDatabaseBack();
    await worker.idle();

    expect(await db.prisma.run.findUnique({ where: { id: run.id } })).toMatchObject({ status: 'success', attempt: 1 });
    expect(await hp.values(threadId, 'steps')).toMatchObject({ log: ['first away', 'second away'] });
    expect(await hp.threadStatus(threadId)).toBe('idle');
  });

  it('for longer than a lease, the worker keeps its runs and does not begin them again', async () => {
    const failing = vi.spyOn(db.trouble, 'note');
    const { run, gate, worker } = await heldRun(hp, { gates, word: 'long', leaseMs: 150 });
    await takeDatabaseAway();
    // At each third of a lease one fails: the lease has run out.
    await expect.poll(() => failing.mock.calls.length).toBeGreaterThan(4);

    await giveDatabaseBack();
    await worker.tick();
    gate.open();
    await worker.idle();

    expect(await db.prisma.run.findUnique({ where: { id: run.id } })).toMatchObject({ status: 'success', attempt: 1 });
  });

  it('a new run is refused with an error that says so, and nothing of it stays', async () => {
    const threadId = await hp.newThread();
    await takeDatabaseAway();

    await expect(hp.send(threadId, 'steps', { input: { say: 'refused' } })).rejects.toSatisfy(isTrouble);

    await giveDatabaseBack();
    await db.sql.$queryRaw`SELECT 1`.catch(() => undefined);
    expect(await db.prisma.run.count({ where: { threadId } })).toBe(0);
  });
});

it('a run that was claimed with an answer that got lost goes back to the queue at the next connection', async () => {
  const threadId = await hp.newThread();
  const run = await hp.send(threadId, 'steps', { input: { say: 'lost' } });
  const worker = new Worker(hp);
  const token = randomUUID();
  await db.sql.$executeRaw`
    UPDATE runs SET status = 'running', worker_id = ${worker.id}, lease_token = ${token}::uuid, attempt = 1,
      started_at = now(), due_at = now() + interval '1 hour' WHERE id = ${run.id}::uuid`;
  expect(await forgottenRuns(db, { workerId: worker.id, knownTokens: [token] })).toEqual([]);

  worker.start();
  const ended = new Promise<void>((resolve) => {
    db.hub.subscribe((note) => note.k === 'run' && note.r === run.id && note.s === 'success' && resolve());
  });
  await runSql(db.url, CUT_LISTENERS);
  await ended;
  await worker.stop();

  expect(await hp.values(threadId, 'steps')).toMatchObject({ log: ['first lost', 'second lost'] });
});

it('a run whose claim is still being answered is not given back at a new connection', async () => {
  const run = await hp.send(await hp.newThread(), 'steps', { input: { say: 'under way' } });
  const answer = new Gate();
  const looked = new Gate();
  const send = db.sql.$queryRaw.bind(db.sql);
  vi.spyOn(db.sql, '$queryRaw')
    .mockImplementationOnce(async (...claim) => {
      const rows = await send(...claim);
      await answer.pass();
      return rows;
    })
    .mockImplementationOnce(async (...forgotten) => {
      const rows = await send(...forgotten);
      await looked.pass();
      return rows;
    });
  const worker = new Worker(hp);
  const claimed = worker.tick();
  await answer.reached;

  await runSql(db.url, CUT_LISTENERS);
  await looked.reached;
  looked.open();
  await new Promise(setImmediate);
  answer.open();
  await claimed;
  await worker.idle();

  expect(await db.prisma.run.findUnique({ where: { id: run.id } })).toMatchObject({ status: 'success', attempt: 1 });
});
