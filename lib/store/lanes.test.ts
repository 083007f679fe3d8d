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

async function firstOf(...steps: [name: string, Promise<unknown>][]): Promise<string> {
  return Promise.race(steps.map(([name, step]) => step.then(() => name)));
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
    const slow = db.sql.$queryRaw<{ n: number }[]>`SELECT 7 AS n FROM pg_sleep(1.5)`;
    const others = crowd(echo);

    expect(await firstOf(['slow', slow], ['others', others])).toBe('others');
    expect(await slow).toEqual([{ n: 7 }]);
  });

  it('may be large', async () => {
    const text = 'x'.repeat(300_000);

    const [row] = await db.sql.$queryRaw<{ length: number }[]>`SELECT length(${text}::text) AS length`;

    expect(row?.length).toBe(text.length);
  });

  it('fail as trouble of the database when their connections break, and the next ones work', async () => {
    const hanging = [db.sql.$queryRaw`SELECT pg_sleep(0.9)`, db.sql.$queryRaw`SELECT pg_sleep(0.8)`];
    const outcomes = Promise.allSettled(hanging);
    await echo(1);
    await db.prisma.$queryRaw`
      SELECT pg_terminate_backend(pid)::text FROM pg_stat_activity
      WHERE datname = current_database() AND pid <> pg_backend_pid() AND query LIKE '%pg_sleep%'`;

    const reasons = (await outcomes).map((outcome) => outcome.status === 'rejected' && outcome.reason);
    expect(reasons).toEqual([expect.any(DatabaseTroubleError), expect.any(DatabaseTroubleError)]);
    const next = () => crowd(echo).catch((error: unknown) => error);
    await expect.poll(next).toEqual(Array.from({ length: CROWD }, (_, n) => n));
  });
});
