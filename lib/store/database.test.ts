import { randomUUID } from 'node:crypto';
import { afterEach, expect, test } from 'vitest';
import { emptyDatabase, testDatabase } from '#lib/testing/database';
import { runSql } from '#lib/testing/run-sql';
import { database, openDatabase } from './database';

const { DATABASE_URL } = process.env;

afterEach(() => {
  if (DATABASE_URL === undefined) delete process.env.DATABASE_URL;
  else process.env.DATABASE_URL = DATABASE_URL;
});

test('times are right on a server of another time zone', async () => {
  const { url } = await testDatabase();
  const name = new URL(url).pathname.slice(1);
  await runSql(url, `ALTER DATABASE ${name} SET timezone = 'America/New_York'`);
  const db = await openDatabase({ url });
  const before = Date.now();

  const { id } = await db.prisma.thread.create({ data: { id: randomUUID() } });
  const { createdAt } = await db.prisma.thread.update({ where: { id }, data: { updatedAt: new Date(before) } });
  const [row] = await db.prisma.$queryRaw<{ age: number }[]>`
    SELECT extract(epoch FROM clock_timestamp() - updated_at)::int AS age FROM threads WHERE id = ${id}::uuid`;
  await db.close();

  expect(Math.abs(createdAt.getTime() - before)).toBeLessThan(60_000);
  expect(row?.age).toBeLessThan(60);
});

test('more statements than there are names for still work', async () => {
  const db = await testDatabase();

  const answers = await Promise.all(
    Array.from({ length: 510 }, async (_, n) => db.prisma.$queryRawUnsafe<{ n: number }[]>(`SELECT ${n} AS n`)),
  );

  expect(answers.flat().map(({ n }) => n)).toEqual(Array.from({ length: 510 }, (_, n) => n));
});

test('a start that failed is tried again by the next caller', async () => {
  process.env.DATABASE_URL = 'postgresql://ada@127.0.0.1:1/holdpoint';
  await expect(database()).rejects.toMatchObject({ code: 'database_unavailable' });

  process.env.DATABASE_URL = await emptyDatabase();
  const db = await database();

  expect(await db.prisma.thread.count()).toBe(0);
  expect(await database()).toBe(db);
  await db.close();
});

test('an address that is none says how to write one', async () => {
  process.env.DATABASE_URL = 'localhost/holdpoint';

  await expect(database()).rejects.toThrow('Write it as postgresql://');
});

test('a database that was closed is opened anew by the next caller', async () => {
  process.env.DATABASE_URL = await emptyDatabase();
  const first = await database();
  await first.close();
  await first.close();

  const second = await database();

  expect(second).not.toBe(first);
  expect(await second.prisma.run.count()).toBe(0);
  await second.close();
});
