import { expect, it } from 'vitest';
import { runChaos } from '#lib/testing/chaos/suite';

const SEED = 1;

it('keeps its promises while processes and the database are killed, stopped and cut off', {
  timeout: 300_000,
}, async () => {
  const lines: string[] = [];

  const failed = await runChaos({
    ...{ rounds: 2, seed: SEED, troubles: 5, settleMs: 90_000, leaseMs: 1_500 },
    say: (line) => lines.push(line),
  });

  expect(failed, lines.join('\n')).toEqual([]);
});
