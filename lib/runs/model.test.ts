import { expect, it } from 'vitest';
import { testDatabase } from '#lib/testing/database';
import { checkModel } from '#lib/testing/model/check-model';

/** One that is always the same, and one that is new each time; what fails names its seed. */
const SEEDS = [20_261_121, Date.now() % 2 ** 31];
const SEQUENCES_EACH = 6;

it(`runs on worker processes of their own do what the model says (seeds ${SEEDS.join(' and ')})`, async () => {
  const { url } = await testDatabase();

  const options = { url, seeds: SEEDS, lanes: 1, sequences: SEQUENCES_EACH, workers: 4, quietMs: 10_000 };
  const { played, failures } = await checkModel(options);

  expect(failures).toEqual([]);
  expect(played).toBe(SEEDS.length * SEQUENCES_EACH);
}, 300_000);
