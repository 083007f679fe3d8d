import { beforeAll, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '#lib/testing/database';
import { Prisma } from './generated/client';
import { hasAny } from './has-any';

let db: TestDatabase;

beforeAll(async () => {
  db = await testDatabase();
});

async function planOf(condition: Prisma.Sql): Promise<string> {
  const rows = await db.prisma.$queryRaw<{ 'QUERY PLAN': string }[]>`
    EXPLAIN (VERBOSE) SELECT t.id, ${condition} FROM threads t`;
  return rows.map((row) => row['QUERY PLAN']).join('\n');
}

it('looks rows up for each row around it, where EXISTS may read the whole table', async () => {
  const rows = Prisma.sql`SELECT 1 FROM checkpoints c WHERE c.thread_id = t.id AND c.ns = ''`;

  expect(await planOf(Prisma.sql`EXISTS (${rows})`)).toContain('hashed SubPlan');
  expect(await planOf(hasAny(rows))).not.toContain('hashed SubPlan');
});
