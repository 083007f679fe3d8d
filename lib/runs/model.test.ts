import { expect, it } from 'vitest';
import { testDatabase } from '#lib/testing/database';
import { checkModel } from '#lib/testing/model/check-model';

/** One that is always the same, and one that is new each time; what fails names its seed. */
const SEEDS = [20_261_121, Date.now() % 2 ** 31];
const SEQUENCES_EACH = 6;
/** Far more than it takes anywhere: what goes wrong is noticed by the check itself. */
const SLOWEST_MS = 600_000;

it(
  `runs on worker processes of their own do what the model says (seeds ${SEEDS.join(' and ')})`,
  async () => {
    const { url } = await testDatabase();

    const options = { urls: [url], seeds: SEEDS, sequences: SEQUENCES_EACH, workers: 4, asFound: true };
    const { played, failures } = await checkModel(options);

    expect(failures).toEqual([]);
    expect(played).toBe(SEEDS.length * SEQUENCES_EACH);
  },
  SLOWEST_MS,
);
