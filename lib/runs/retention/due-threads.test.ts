import { expect, it } from 'vitest';
import { Prisma } from '#lib/store/generated/client';
import type { Sql } from '#lib/store/sql';
import { testDatabase } from '#lib/testing/database';
import { inTransaction } from '../transaction';
import { lockDueThread, msUntilThreadDue } from './due-threads';
import type { RetentionSettings } from './retention-settings';
import { msUntilEventsDue, sweepOldEvents } from './sweep-events';

const SETTINGS: RetentionSettings = { strategy: 'delete', minutes: 60, eventsMinutes: 60 };

/** How PostgreSQL would execute the statements of `work` if it had much to look through. */
async function plansOf(work: (sql: Sql) => Promise<unknown>): Promise<string> {
  const db = await testDatabase();
  const plans: string[] = [];
  await inTransaction(db, async (tx) => {
    await tx.$executeRaw`SET LOCAL enable_seqscan = off`;
    await tx.$executeRaw`SET LOCAL enable_bitmapscan = off`;
    const explain = async (strings: TemplateStringsArray, values: unknown[]) => {
      const statement = Prisma.sql(strings, ...(values as Prisma.Sql[])); // values may be fragments
      const lines = await tx.$queryRaw<Record<string, string>[]>`EXPLAIN ${statement}`;
      plans.push(...lines.flatMap((line) => Object.values(line)));
    };
    await work({
      $queryRaw: async <Rows>(strings: TemplateStringsArray, ...values: unknown[]) => {
        await explain(strings, values);
        return [] as Rows; // nothing is due
      },
      $executeRaw: async (strings, ...values) => {
        await explain(strings, values);
        return 0;
      },
    });
  });
  return plans.join('\n');
}

it.each([
  ['the next thread to sweep', (sql: Sql) => lockDueThread(sql, SETTINGS), ['own_retention', 'resting']],
  ['when that is', (sql: Sql) => msUntilThreadDue(sql, SETTINGS), ['own_retention', 'resting']],
])('%s is found at the beginning of an index, however many threads there are', async (_name, work, indexes) => {
  const plan = await plansOf(work);

  for (const index of indexes) expect(plan).toContain(`using threads_${index}_idx on threads`);
  expect(plan).not.toMatch(/Seq Scan|Sort/);
});

it.each([
  ['the runs whose events are removed', (sql: Sql) => sweepOldEvents(sql, 60)],
  ['when the next ones are', (sql: Sql) => msUntilEventsDue(sql, 60)],
])('%s are found at the beginning of an index, however many runs there are', async (_name, work) => {
  const plan = await plansOf(work);

  expect(plan).toContain('using runs_events_idx on runs');
  expect(plan).not.toMatch(/Seq Scan|Sort/);
});
