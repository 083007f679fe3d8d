import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '#lib/testing/database';
import type { Sql } from './sql';

it('survives a connection that breaks between two statements of a transaction', async () => {
  const db = await testDatabase();
  const other = await db.another();

  const broken = db.sql.transaction(async (tx) => {
    const [row] = await tx.$queryRaw<{ pid: number }[]>`SELECT pg_backend_pid() AS pid`;
    await endBackend(other, row?.pid ?? 0);
    await tx.$queryRaw`SELECT 1`;
  });

  await expect(broken).rejects.toThrow('The database does not answer');
});

it('takes no statement after its end', async () => {
  const db = await testDatabase();
  let late: Promise<unknown> | undefined;

  const failed = db.sql.transaction(async (tx) => {
    late = sleep(20).then(() => tx.$queryRaw`SELECT 1`);
    late.catch(() => undefined);
    await tx.$queryRaw`SELECT 1 / 0`;
  });

  await expect(failed).rejects.toThrow('division by zero');
  await expect(late).rejects.toThrow('too late');
});

it('commits right behind its last statements, and takes no more', async () => {
  const db = await testDatabase();
  const names = () => db.prisma.assistant.findMany({ select: { name: true } });
  const insert = (tx: Sql, name: string) =>
    tx.$executeRaw`INSERT INTO assistants (id, graph_id, name) VALUES (gen_random_uuid(), 'g', ${name})`;

  let late: Promise<unknown> | undefined;
  await db.sql.transaction(async (tx) => {
    const last = tx.last(() => Promise.all([insert(tx, 'one'), insert(tx, 'two')]));
    late = insert(tx, 'three');
    late.catch(() => undefined);
    await last;
  });

  await expect(late).rejects.toThrow('too late');
  expect(await names()).toEqual([{ name: 'one' }, { name: 'two' }]);
});

it('undoes everything when one of its last statements fails', async () => {
  const db = await testDatabase();

  const failed = db.sql.transaction((tx) =>
    tx.last(() =>
      Promise.all([
        tx.$executeRaw`INSERT INTO assistants (id, graph_id, name) VALUES (gen_random_uuid(), 'g', 'lost')`,
        tx.$queryRaw`SELECT 1 / 0`.catch(slowly),
        tx.$queryRaw`SELECT 1`,
      ]),
    ),
  );

  await expect(failed).rejects.toThrow('division by zero');
  expect(await db.prisma.assistant.count()).toBe(0);
  expect(await db.sql.$queryRaw`SELECT 1 AS one`).toEqual([{ one: 1 }]);
});

/** Whoever else fails is heard before. */
async function slowly(error: unknown): Promise<never> {
  await sleep(1);
  throw error;
}

async function endBackend(db: Pick<TestDatabase, 'sql'>, pid: number): Promise<void> {
  await db.sql.$queryRaw`SELECT pg_terminate_backend(${pid}::int)`;
  for (;;) {
    const left = await db.sql.$queryRaw<unknown[]>`SELECT 1 FROM pg_stat_activity WHERE pid = ${pid}::int`;
    if (left.length === 0) return;
  }
}
