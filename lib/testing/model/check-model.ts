import * as fc from 'fast-check';
import { installJournal } from './journal';
import { Lane } from './lane';
import { type Sequence, sequences } from './round';

export interface CheckOptions {
  /** A migrated database of the check's own. */
  url: string;
  seeds: readonly number[];
  /** Of each seed so many. */
  sequences: number;
  /** How many seeds are played at the same time. */
  lanes: number;
  /** Of a failure that is to be seen again. */
  path?: string;
  workers: number;
  /** How long nothing at all may happen before what is missing counts as missing. */
  quietMs: number;
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

/** Plays random sequences against the product. Lanes share nothing but the database. */
export async function checkModel(options: CheckOptions): Promise<CheckReport> {
  const { url, seeds, lanes } = options;
  await installJournal(url);
  const shares = Array.from({ length: lanes }, (_, n) => seeds.filter((_seed, index) => index % lanes === n));
  const reports = await Promise.all(shares.map((share, n) => playShare(share, { ...options, graphId: `model-${n}` })));
  return {
    played: reports.reduce((sum, report) => sum + report.played, 0),
    failures: reports.flatMap((report) => report.failures),
  };
}

async function playShare(seeds: readonly number[], options: CheckOptions & { graphId: string }): Promise<CheckReport> {
  const { url, graphId, workers, quietMs } = options;
  const lane = await Lane.open({ url, graphId, workers, quietMs });
  const report: CheckReport = { played: 0, failures: [] };
  const property = fc.asyncProperty(sequences, async (sequence) => {
    report.played++;
    await lane.play(sequence);
    options.onPlayed?.();
  });
  try {
    for (const seed of seeds) {
      const { path, sequences: numRuns, asFound = false } = options;
      const details = await fc.check(property, { seed, path, numRuns, endOnFailure: asFound || path !== undefined });
      if (!details.failed) continue;
      report.failures.push(explain(details));
      options.onFailure?.(explain(details));
    }
    return report;
  } finally {
    await lane.close();
  }
}

function explain(details: fc.RunDetails<[Sequence]>): string {
  const why = details.errorInstance instanceof Error ? details.errorInstance.message : String(details.errorInstance);
  const again = `--seed ${details.seed} --path ${details.counterexamplePath}`;
  return `${why}\n\nAfter ${details.numRuns} sequences and ${details.numShrinks} simplifications; once more: ${again}\n`;
}
