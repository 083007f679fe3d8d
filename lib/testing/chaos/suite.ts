import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Blow, blowsOf } from './blows';
import { Cleaner } from './cleaner';
import { ChaosPostgres } from './postgres';
import { describeRecoveries, type Recovery, recoveriesOf } from './recoveries';
import { describeBlows, describeRound } from './report';
import { forgetRound, type RoundOptions, runRound } from './round';

export interface SuiteOptions extends Omit<RoundOptions, 'seed'> {
  /** The first round's; the others count on from it. */
  seed: number;
  rounds: number;
  say: (line: string) => void;
}

/**
 * Rounds on one PostgreSQL server of their own, which each of them may stop and start. Logs and evidence of rounds that failed
 * are kept, and their place is said.
 * @returns why the suite failed, if it did: the rounds that failed; or no blow hit a run at work, so that nothing was shown
 */
export async function runChaos({ rounds, seed, say, ...options }: SuiteOptions): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'holdpoint-chaos-'));
  const cleaner = await Cleaner.start(folder);
  const failed: string[] = [];
  const blows: Blow[] = [];
  const recoveries: Recovery[] = [];
  try {
    const postgres = await ChaosPostgres.start(join(folder, 'data'));
    for (let round = 0; round < rounds; round++) {
      const place = { postgres, cleaner, folder: join(folder, `seed-${seed + round}`) };
      const result = await runRound({ ...options, seed: seed + round }, place);
      say(`${round + 1}/${rounds} ${describeRound(result)}`);
      blows.push(...blowsOf(result.evidence));
      recoveries.push(...recoveriesOf(result.evidence));
      if (result.violations.length === 0) {
        await forgetRound(place);
        continue;
      }
      failed.push(`seed ${seed + round}: ${result.violations.length} violations`);
      say(`  logs and evidence: ${place.folder}; again: npm run chaos -- --rounds 1 --seed ${seed + round}`);
    }
    say(`${rounds} rounds: ${describeBlows(blows)}; ${describeRecoveries(recoveries)}`);
  } finally {
    await cleaner.cleanUp();
    await rm(failed.length > 0 ? join(folder, 'data') : folder, { recursive: true, force: true });
  }
  return blows.some(({ runs }) => runs > 0) ? failed : [...failed, `${describeBlows(blows)}, which shows nothing`];
}
