import { expect, it } from 'vitest';
import { runEmbeddedKills } from '#lib/testing/chaos/embedded';

it('loses nothing it has acknowledged when it is killed together with its database', { timeout: 300_000 }, async () => {
  const lost = await runEmbeddedKills({ kills: 3, seed: 1, say: () => undefined });

  expect(lost).toEqual([]);
});
