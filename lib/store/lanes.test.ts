import { beforeAll, describe, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '#lib/testing/database';
import { StoredThread } from '#lib/testing/stored-thread';
import { DatabaseTroubleError } from './database-trouble';

let db: TestDatabase;

beforeAll(async () => {
  db = await testDatabase();
});

const CROWD = 60;

function crowd<T>(one: (n: number) => Promise<T>): Promise<T[]> {
  return Promise.all(Array.from({ length: CROWD }, (_, n) => one(n)));
}

async function echo(n: number): Promise<number | undefined> {
  const [row] = await db.sql.$queryRaw<{ n: number }[]>`SELECT ${n}::int AS n`;
  return row?.n;
}

describe('statements that share connections', () => {
  it('each get their own answer, also beside some that fail', async () => {
    const settled = await crowd((n) =>
      db.sql.$queryRaw<{ n: number }[]>`SELECT ${n}::int + 0 / (${n}::int % 5) AS n`.then(
        ([row]) => row?.n,
        (error: Error) => error.message,
      ),
    );

    expect(settled).toEqual(Array.from({ length: CROWD }, (_, n) => (n % 5 === 0 ? 'division by zero' : n)));
  });

  it('do not wait for one among them that waits for a lock, and that one is carried out', async () => {
    const { id } = await StoredThread.create(db);
    let renaming: Promise<number> | undefined;

    await db.sql.transaction(async (tx) => {
      await tx.$queryRaw`SELECT 1 FROM threads WHERE id = ${id}::uuid FOR UPDATE`;
      renaming = db.sql.$executeRaw`UPDATE threads SET title = 'new' WHERE id = ${id}::uuid`;
      // The lock is held until these have their answers.
      expect(await crowd(echo)).toHaveLength(CROWD);
    });

    expect(await renaming).toBe(1);
  });

  it('do not wait for one among them that takes long, and its answer comes', async () => {
    let slow: Promise<{ n: number }[]> | undefined;

    await db.sql.transaction(async (tx) => {
      await tx.$queryRaw`SELECT pg_advisory_xact_lock(7)::text`;
      // Sleeps until it is given a connection of its own, and waits there.
      slow = db.sql.$queryRaw`
        SELECT 7 AS n FROM (SELECT CASE current_setting('statement_timeout')
          WHEN '0' THEN pg_advisory_xact_lock(7)::text ELSE pg_sleep(60)::text END) AS waited`;
      expect(await crowd(echo)).toHaveLength(CROWD);
    });

    expect(await slow).toEqual([{ n: 7 }]);
  });

  it('may be large', async () => {
    const text = 'x'.repeat(300_000);

    const [row] = await db.sql.$queryRaw<{ length: number }[]>`SELECT length(${text}::text) AS length`;

    expect(row?.length).toBe(text.length);
  });

  it('fail as trouble of the database when their connections break, and the next ones work', async () => {
    let outcomes: PromiseSettledResult<unknown>[] = [];
    void Promise.allSettled([1, 2].map(() => db.sql.$queryRaw`SELECT pg_sleep(60)`)).then((settled) => {
      outcomes = settled;
    });
    await echo(1);
    const breakConnections = () => db.prisma.$queryRaw`
      SELECT pg_terminate_backend(pid)::text FROM pg_stat_activity
      WHERE datname = current_database() AND pid <> pg_backend_pid() AND query LIKE '%pg_sleep%'`;
    // They may not have begun yet.
    await expect.poll(() => breakConnections().then(() => outcomes)).toHaveLength(2);

    const reasons = outcomes.map((outcome) => outcome.status === 'rejected' && outcome.reason);
    expect(reasons).toEqual([expect.any(DatabaseTroubleError), expect.any(DatabaseTroubleError)]);
    const next = () => crowd(echo).catch((error: unknown) => error);
    await expect.poll(next).toEqual(Array.from({ length: CROWD }, (_, n) => n));
  });
});
