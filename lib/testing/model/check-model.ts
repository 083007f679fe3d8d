import * as fc from 'fast-check';
import { bundleWorker } from './bundle-worker';
import { installJournal } from './journal';
import { Lane } from './lane';
import { type Sequence, sequences } from './round';

export interface CheckOptions {
  /** Migrated databases of the check's own. On each of them the next seed is played as soon as the one before is done. */
  urls: readonly string[];
  seeds: readonly number[];
  /** Of each seed so many. */
  sequences: number;
  /** Of a failure that is to be seen again. */
  path?: string;
  workers: number;
  /** A failure is shown as it was found, not made smaller first. */
  asFound?: boolean;
  onPlayed?: () => void;
  onFailure?: (failure: string) => void;
}

export interface CheckReport {
  played: number;
  /** What fast-check says about each failure: the seed, the path and the smallest sequence that shows it. */
  failures: string[];
}

/** Plays random sequences against the product, on all databases at the same time. */
export async function checkModel(options: CheckOptions): Promise<CheckReport> {
  const { urls, seeds, workers } = options;
  const report: CheckReport = { played: 0, failures: [] };
  const { path: entry, remove } = await bundleWorker();
  const remaining = [...seeds];
  const play = async (url: string) => {
    await installJournal(url);
    const lane = await Lane.open({ entry, url, workers });
    try {
      for (let seed = remaining.shift(); seed !== undefined; seed = remaining.shift())
        await playSeed(lane, seed, { ...options, report });
    } finally {
      await lane.close();
    }
  };
  await Promise.all(urls.map(play)).finally(remove);
  return report;
}

async function playSeed(lane: Lane, seed: number, options: CheckOptions & { report: CheckReport }): Promise<void> {
  const { path, sequences: numRuns, asFound = false, report } = options;
  const property = fc.asyncProperty(sequences, async (sequence) => {
    report.played++;
    await lane.play(sequence);
    options.onPlayed?.();
  });
  const details = await fc.check(property, { seed, path, numRuns, endOnFailure: asFound || path !== undefined });
  if (!details.failed) return;
  report.failures.push(explain(details));
  options.onFailure?.(explain(details));
}

function explain(details: fc.RunDetails<[Sequence]>): string {
  const why = details.errorInstance instanceof Error ? details.errorInstance.message : String(details.errorInstance);
  const again = `--seed ${details.seed} --path ${details.counterexamplePath}`;
  return `${why}\n\nAfter ${details.numRuns} sequences and ${details.numShrinks} simplifications; once more: ${again}\n`;
}
