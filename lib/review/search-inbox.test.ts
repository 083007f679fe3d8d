import { v4 } from 'uuid';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Holdpoint, openHoldpoint } from '#lib/runs/holdpoint';
import { testDatabase } from '#lib/testing/database';
import { statementsOf } from '#lib/testing/statements-of';
import type { InboxFilter } from './inbox-filter';
import { listInbox } from './list-inbox';

let hp: Holdpoint;

/** Of 600 questions, the 301st and those after it have two words, all but every third of them; what is said of each is its number. */
beforeAll(async () => {
  hp = await openHoldpoint(await testDatabase(), new Map());
  const { prisma } = hp.db;
  const [assistantId, threadId, runId] = [v4(), v4(), v4()];
  await prisma.assistant.create({ data: { id: assistantId, graphId: 'g', name: 'g' } });
  await prisma.thread.create({ data: { id: threadId } });
  await prisma.run.create({
    data: { id: runId, threadId, assistantId, graphId: 'g', kind: 'input', multitaskStrategy: 'enqueue' },
  });
  await prisma.$executeRaw`
    INSERT INTO interrupts (id, thread_id, run_id, graph_id, task_id, node, ns, checkpoint_id, value, title, created_at, outcome)
    SELECT md5(n::text), ${threadId}::uuid, ${runId}::uuid, 'g', 't', 'ask', '', '1', '{}',
      CASE WHEN n > 300 AND n % 3 > 0 THEN 'late words ' ELSE 'other ' END || n, to_timestamp(n),
      CASE WHEN n % 5 = 0 THEN 'answered' ELSE 'pending' END::"InterruptOutcome"
    FROM generate_series(1, 600) n`;
  await prisma.$executeRaw`ANALYZE interrupts`;
});

const numbers = Array.from({ length: 600 }, (_, index) => index + 1);
const late = numbers.filter((n) => n > 300 && n % 3 > 0);
const waits = (n: number) => n % 5 > 0;

async function found(filter: InboxFilter): Promise<number[]> {
  const shown: number[] = [];
  for (let after: string | undefined; ; ) {
    const { items, next } = await listInbox(hp, { ...filter, after });
    shown.push(...items.map(({ title }) => Number(title.split(' ').at(-1))));
    if (next === null) return shown;
    after = next;
  }
}

describe('a search for words that are in many questions, and in none of the first', () => {
  test.each([1, 7, 50])('finds all of them, page by page of %d', async (limit) => {
    const oldest = await found({ search: 'late', limit });
    const newest = await found({ search: 'words lat', sort: 'newest', limit });

    expect(oldest).toEqual(late.filter(waits));
    expect(newest).toEqual(late.filter(waits).toReversed());
  });

  test('finds what waits and what is decided', async () => {
    expect(await found({ view: 'all', search: 'late', sort: 'oldest', limit: 3 })).toEqual(late);
  });

  test('reads no more of them than a sample says the page needs', async () => {
    const statements = await statementsOf(() => listInbox(hp, { search: 'late', limit: 1 }));

    expect(statements).toHaveLength(3);
    expect(statements.at(-1)).toMatch(/\(i\.created_at, i\.id\) <= /);
  });

  test('reads all of them where the sample has too few', async () => {
    const statements = await statementsOf(() => listInbox(hp, { search: 'late' }));

    expect(statements.at(-1)).not.toMatch(/\(i\.created_at, i\.id\) <= /);
  });
});

test('a page that the next questions fill is read with one statement', async () => {
  const statements = await statementsOf(() => listInbox(hp, { search: 'other' }));

  expect(statements).toHaveLength(1);
});
