import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { installAudit } from './audit';
import { ChaosClient } from './chaos-client';
import { ChaosLog } from './chaos-log';
import { findViolations, type Violations } from './checks';
import type { Cleaner } from './cleaner';
import { collectEvidence, type Evidence } from './evidence';
import { Fleet } from './fleet';
import { createThreads, makeLoad } from './load';
import type { ChaosPostgres } from './postgres';
import { Random } from './random';
import { type Settled, settle } from './settle';
import { makeTrouble, type Trouble } from './trouble';
import { describeUnfinished } from './unfinished';

export interface RoundOptions {
  seed: number;
  /** How many times trouble is made; the load goes on as long as that takes. */
  troubles: number;
  /** How soon after that all must be at rest. */
  settleMs: number;
  leaseMs: number;
  /** The only kind of trouble to make. */
  only?: Trouble;
}

export interface Place {
  postgres: ChaosPostgres;
  cleaner: Cleaner;
  /** A folder for the logs of this round. */
  folder: string;
}

export interface RoundResult {
  seed: number;
  violations: Violations;
  evidence: Evidence;
  /** Undefined: not in time. */
  settled: Settled | undefined;
}

/** One round: fresh processes on a fresh database, load and trouble for a while, then peace, and the books are compared. */
export async function runRound(options: RoundOptions, place: Place): Promise<RoundResult> {
  const { seed, leaseMs } = options;
  const { postgres, cleaner, folder } = place;
  await mkdir(folder, { recursive: true });
  const log = new ChaosLog(join(folder, 'chaos.log'));
  const databaseName = `chaos_${seed}`;
  const url = await postgres.createDatabase(databaseName);
  await installAudit(url);
  const fleet = await Fleet.start({ databaseUrl: url, leaseMs, folder, cleaner, log });
  try {
    const result = await withFleet(options, { ...place, fleet, log, url, databaseName });
    await writeFile(
      join(folder, 'evidence.json'),
      JSON.stringify({ ...result.evidence, violations: result.violations }),
    );
    return result;
  } finally {
    await fleet.close();
    postgres.thaw();
    await postgres.dropDatabase(databaseName);
  }
}

interface Ready extends Place {
  fleet: Fleet;
  log: ChaosLog;
  url: string;
  databaseName: string;
}

async function withFleet(options: RoundOptions, on: Ready): Promise<RoundResult> {
  const { seed, troubles, settleMs, leaseMs, only } = options;
  const { fleet, log, url, folder } = on;
  const random = new Random(seed);
  const over = new AbortController();
  const client = new ChaosClient(() => fleet.apiUrls(), { random: random.fork(), signal: over.signal });
  const threads = await createThreads(client);

  const enough = new AbortController();
  const loaded = makeLoad(client, { threads, fleet, random: random.fork(), until: enough.signal });
  await makeTrouble({ ...on, leaseMs, only, random: random.fork() }, troubles);
  enough.abort();
  await loaded;

  log.add('peace');
  const timer = setTimeout(() => over.abort(), settleMs);
  const settled = await settle({ fleet, client, threads, url, signal: over.signal });
  clearTimeout(timer);
  log.add(settled ? 'settled' : 'not settled');
  const unsettled = settled ? [] : [`settle: after ${settleMs} ms of peace:\n${await describeUnfinished(url)}`];
  const evidence = await collectEvidence({ url, leaseMs, client, threads, fleet, troubles: log.events, folder });
  over.abort();
  return { seed, violations: [...unsettled, ...findViolations(evidence)], evidence, settled };
}

/** What a round that passed leaves behind is of no use. */
export async function forgetRound({ folder }: Pick<Place, 'folder'>): Promise<void> {
  await rm(folder, { recursive: true, force: true });
}
