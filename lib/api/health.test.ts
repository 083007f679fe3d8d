import { describe, expect, it } from 'vitest';
import { answers, hearsItself } from '#lib/runs/database-health';
import type { Database } from '#lib/store/database';
import type { Sql } from '#lib/store/sql';
import { testApi } from '#lib/testing/test-api';
import { twoSteps } from '#lib/testing/test-graphs';
import { createApi } from './app';

// The server is made to fail here, and would log it.
process.env.LOG_LEVEL = 'silent';

const { call, hp, db } = await testApi({ steps: twoSteps() });

/** What /ok says on another database. */
async function healthOn(other: Database, query = ''): Promise<[number, unknown]> {
  const response = await createApi(async () => ({ ...hp, db: other })).request(`/api/ok${query}`);
  return [response.status, await response.json()];
}

/** A LISTEN whose connection died without a word: nothing is delivered, and nobody knows. */
function deaf(database: Database): Database {
  return { ...database, hub: { subscribe: () => () => undefined } };
}

/** A server that answers, on a disk that is full. */
function full(database: Database): Database {
  const noRoom = Object.assign(new Error('could not write to file'), { code: '53100' });
  return {
    ...database,
    sql: Object.assign(Object.create(database.sql), { transaction: () => Promise.reject(noRoom) }),
  };
}

describe('GET /ok', () => {
  it('says ok, and with check_db also what it asked', async () => {
    const plain = await call('GET', '/ok');
    const detailed = await call('GET', '/ok?check_db=1');

    expect([plain.status, await plain.json()]).toEqual([200, { ok: true }]);
    expect([detailed.status, await detailed.json()]).toEqual([
      200,
      { ok: true, database: { ok: true }, storage: { ok: true }, listen: { ok: true } },
    ]);
  });

  it('tells the truth about a database that was there before', async () => {
    const gone = await db.another();
    const before = await healthOn(gone);
    await gone.close();

    expect(before).toEqual([200, { ok: true }]);
    for (const query of ['', '?check_db=1'])
      expect(await healthOn(gone, query)).toEqual([
        503,
        {
          ok: false,
          code: 'database_unavailable',
          detail: 'The database does not answer; try again in a moment.',
          database: { ok: false },
        },
      ]);
  });

  it('with check_db, says that notifications do not arrive', async () => {
    expect(await healthOn(deaf(db))).toEqual([200, { ok: true }]);
    expect(await healthOn(deaf(db), '?check_db=1')).toMatchObject([
      503,
      { ok: false, detail: expect.stringContaining('notifications'), database: { ok: true }, listen: { ok: false } },
    ]);
  });

  it('with check_db, says that nothing more can be stored', async () => {
    expect(await healthOn(full(db))).toEqual([200, { ok: true }]);
    expect(await healthOn(full(db), '?check_db=1')).toMatchObject([
      503,
      {
        ok: false,
        detail: expect.stringContaining('disk of the database is full'),
        database: { ok: true },
        storage: { ok: false },
        listen: { ok: true },
      },
    ]);
  });

  it('hears its own question, in every process', async () => {
    const both = await Promise.all([hearsItself(db, 5_000), hearsItself(await db.another(), 5_000)]);

    expect(both).toEqual([true, true]);
  });

  it('does not wait for a database that hangs', async () => {
    const blocked = await db.another();
    await db.prisma.$transaction(async (tx) => {
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(1)`;
      // As many as the pool has connections.
      const waiting = Array.from({ length: 5 }, () => blocked.prisma.$executeRaw`SELECT pg_advisory_xact_lock(1)`);
      void Promise.allSettled(waiting);
      await untilWaiting(tx, waiting.length);

      expect(await Promise.all([answers(blocked, 100), hearsItself(blocked, 100)])).toEqual([false, false]);
    });
  });
});

/** Resolves when so many connections wait for a lock that somebody else holds. */
async function untilWaiting(sql: Sql, count: number): Promise<void> {
  for (;;) {
    const [row] = await sql.$queryRaw<{ waiting: number }[]>`
      SELECT count(*)::int AS waiting FROM pg_locks WHERE locktype = 'advisory' AND NOT granted
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;
    if (row?.waiting === count) return;
  }
}
