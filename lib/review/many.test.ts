import { beforeAll, expect, it } from 'vitest';
import { searchThreads } from '#lib/runs/search-threads';
import { testDatabase } from '#lib/testing/database';
import { type TestHoldpoint, testHoldpoint } from '#lib/testing/holdpoint';
import { asks } from '#lib/testing/test-graphs';
import { countInbox } from './list-inbox';
import { listThreads } from './list-threads';
import { MANY, MANY_QUESTIONS } from './many';

let hp: TestHoldpoint;

beforeAll(async () => {
  hp = await testHoldpoint(await testDatabase(), { age: asks({ value: 'What is your age?' }) });
  await hp.send(await hp.newThread(), 'age', { input: {} });
  await hp.runAll();
  await hp.db.prisma
    .$executeRaw`INSERT INTO threads (id) SELECT gen_random_uuid() FROM generate_series(1, ${MANY + 50}::int)`;
  await hp.db.prisma.$executeRaw`
    INSERT INTO interrupts SELECT (jsonb_populate_record(i, jsonb_build_object('id', md5(n::text)))).*
    FROM interrupts i, generate_series(1, ${MANY + 50}::int) n`;
});

it('the list of threads counts so far and no further', async () => {
  const { total, threads } = await listThreads(hp);

  expect(total).toBe(MANY);
  expect(threads).toHaveLength(50);
});

it('the inbox counts each view so far and no further', async () => {
  expect(await countInbox(hp)).toMatchObject({ waiting: MANY_QUESTIONS, mine: 0 });
});

it('a search says that there is more behind its page, however far it is', async () => {
  const first = await searchThreads(hp, { limit: 10, offset: 0 });
  const later = await searchThreads(hp, { limit: 10, offset: 40 });

  expect(first.total).toBe(10_010);
  expect(later.total).toBe(10_050);
});
