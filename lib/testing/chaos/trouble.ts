import { setTimeout as sleep } from 'node:timers/promises';
import { runSql } from '../run-sql';
import type { ChaosLog } from './chaos-log';
import type { Fleet } from './fleet';
import type { ChaosPostgres, StopMode } from './postgres';
import type { Random } from './random';

export interface Stage {
  fleet: Fleet;
  postgres: ChaosPostgres;
  databaseName: string;
  leaseMs: number;
  random: Random;
  log: ChaosLog;
  /** The only kind of trouble to make. Absent: all kinds, by their weights. */
  only?: Trouble;
}

export const TROUBLES = [
  'kill',
  'freeze',
  'drain',
  'cut',
  'deafen',
  'numb',
  'restart fast',
  'restart immediate',
] as const;

export type Trouble = (typeof TROUBLES)[number];

export function troubleOf(name: string): Trouble {
  const found = TROUBLES.find((trouble) => trouble === name);
  if (found) return found;
  throw new Error(`There is no trouble "${name}"; use one of ${TROUBLES.join(', ')}.`);
}

/** `deafen` ends connections that wait for notifications; `numb` lets one of them fall silent without an end. */
const WEIGHTS: Record<Trouble, number> = {
  kill: 5,
  freeze: 3,
  drain: 3,
  cut: 3,
  deafen: 2,
  numb: 1,
  'restart fast': 1,
  'restart immediate': 1.5,
};

/** What was last sent on such a connection: it listens, or is asked whether it still does. */
const LISTENS = "application_name = 'holdpoint' AND (query LIKE 'LISTEN%' OR query LIKE '%pg_listening_channels%')";
const LEAST_PAUSE_MS = 100;
const MOST_PAUSE_MS = 1_300;
const NO_MERCY = 0.2;

/** Makes trouble so many times; resolves when its last consequence has been undone: all processes go on. */
export async function makeTrouble(stage: Stage, times: number): Promise<void> {
  const { fleet, random } = stage;
  const under: Promise<void>[] = [];
  for (let time = 0; time < times; time++) {
    await sleep(random.between(LEAST_PAUSE_MS, MOST_PAUSE_MS));
    // A machine that starts processes slowly would soon have none left to trouble; sometimes that is what is wanted.
    if (!random.chance(NO_MERCY)) await fleet.ready(2);
    const trouble = stage.only ?? random.weighted(WEIGHTS);
    const name = random.pick(stage.fleet.names);
    under.push(make(trouble, stage, name));
  }
  await Promise.all(under);
}

async function make(trouble: Trouble, stage: Stage, name: string): Promise<void> {
  const { log } = stage;
  const event = log.add(trouble, name);
  try {
    await carryOut(trouble, stage, name);
  } catch (error) {
    log.add('failed', `${trouble}: ${error}`);
  } finally {
    event.until = new Date();
  }
}

async function carryOut(trouble: Trouble, stage: Stage, name: string): Promise<void> {
  const { fleet, random, leaseMs } = stage;
  switch (trouble) {
    case 'kill':
      return fleet.kill(name);
    case 'freeze': {
      const ms = random.between(leaseMs, 2 * leaseMs);
      const thaw = fleet.freeze(name);
      await sleep(ms);
      return thaw();
    }
    case 'drain':
      return fleet.drain(name);
    case 'cut':
      return cut(stage, random.chance(0.4) ? 'true' : `random() < ${random.next()}`);
    case 'deafen':
      return cut(stage, LISTENS);
    case 'numb':
      return numb(stage);
    case 'restart fast':
      return restart(stage, 'fast');
    case 'restart immediate':
      return restart(stage, 'immediate');
    default:
      return trouble satisfies never;
  }
}

/** Until the round is at rest, or the database is restarted. */
async function numb({ postgres, databaseName }: Stage): Promise<void> {
  const { rows } = await runSql(
    postgres.adminUrl,
    `SELECT pid FROM pg_stat_activity WHERE datname = '${databaseName}' AND ${LISTENS} ORDER BY random() LIMIT 1`,
  );
  for (const { pid } of rows) postgres.numb(Number(pid));
}

/** Ends connections of the product, as a network or an administrator does. */
async function cut({ postgres, databaseName, log }: Stage, which: string): Promise<void> {
  const { rowCount } = await runSql(
    postgres.adminUrl,
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = '${databaseName}' AND application_name = 'holdpoint' AND (${which})`,
  );
  log.add('connections cut', String(rowCount));
}

async function restart({ postgres, log }: Stage, mode: StopMode): Promise<void> {
  await postgres.restart(mode);
  log.add('restarted', mode);
}
