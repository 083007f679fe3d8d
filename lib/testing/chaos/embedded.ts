import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { isProcessAlive } from '#lib/store/embedded-postgres/is-process-alive';
import { readPostmasterFile } from '#lib/store/embedded-postgres/postmaster-file';
import { runSql } from '../run-sql';
import { Cleaner } from './cleaner';
import type { EmbeddedMessage } from './embedded-entry';
import { connectTo, countUnfinished, EmbeddedPromises } from './embedded-promises';
import { Random } from './random';
import { signalIfThere } from './signal-if-there';

export interface EmbeddedOptions {
  kills: number;
  seed: number;
  say: (line: string) => void;
}

/** `start`: all, while the process and its database start. `postgres`: the database alone, and all of them a little later. */
type Victim = 'all' | 'process' | 'postgres' | 'start';

const VICTIMS: Record<Victim, number> = { all: 5, process: 3, postgres: 2, start: 2 };
const ENTRY = fileURLToPath(new URL('embedded-entry.ts', import.meta.url));
/** How many runs are accepted before a kill, at most; and how long that may take. */
const MOST_RUNS = 40;
const MAX_LOAD_MS = 10_000;
const MOST_AFTER_MS = 50;
/** About as long as a start takes. */
const MOST_START_MS = 2_500;
/** How long a start may take, recovery included, and how long the last runs. */
const PATIENCE_MS = 60_000;
const POLL_MS = 100;

/**
 * Kills a server and its embedded database at random moments under load, again and again on one data folder, and looks after
 * each start whether everything that had been acknowledged is there.
 * @returns what was lost
 */
export async function runEmbeddedKills({ kills, seed, say }: EmbeddedOptions): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'holdpoint-kills-'));
  const cleaner = await Cleaner.start(folder);
  const test = new EmbeddedKills(folder, cleaner);
  const random = new Random(seed);
  let lost: string[] = [];
  try {
    for (let kill = 1; kill <= kills && lost.length === 0; kill++) {
      const victim = random.weighted(VICTIMS);
      lost = await test.killOnce(victim, random);
      say(`${kill}/${kills} ${victim}: ${lost.length === 0 ? 'ok' : 'LOST'}; ${test.promises.summary}`);
    }
    if (lost.length === 0) lost = await test.finish();
  } finally {
    await test.killAll();
    await cleaner.cleanUp();
    if (lost.length === 0) await rm(folder, { recursive: true, force: true });
  }
  return lost.map((what) => `${what} (data and logs: ${folder})`);
}

class EmbeddedKills {
  readonly promises = new EmbeddedPromises();
  readonly #folder: string;
  readonly #cleaner: Cleaner;
  #child: ChildProcess | undefined;
  #url = '';

  constructor(folder: string, cleaner: Cleaner) {
    this.#folder = folder;
    this.#cleaner = cleaner;
  }

  /** Starts, looks, works for a while, and kills. */
  async killOnce(victim: Victim, random: Random): Promise<string[]> {
    const ready = this.#start();
    if (victim === 'start') {
      await Promise.race([ready, sleep(random.between(0, MOST_START_MS))]);
      await this.killAll();
      return [];
    }
    await ready;
    const lost = await this.#look();
    await this.#load(random);
    if (victim === 'postgres') {
      await this.#killPostgres();
      await this.#load(random);
    }
    if (victim === 'process') await this.#killProcess();
    else await this.killAll();
    return lost;
  }

  /** A last start, in which every run comes to its end. */
  async finish(): Promise<string[]> {
    await this.#start();
    const lost = await this.#look();
    this.#child?.send('rest');
    const database = await connectTo(this.#url);
    try {
      for (const since = Date.now(); Date.now() - since < PATIENCE_MS; await sleep(POLL_MS)) {
        if ((await countUnfinished(database)) === 0) return [...lost, ...(await this.promises.broken(database))];
      }
      return [...lost, `${await countUnfinished(database)} runs have not come to their end`];
    } finally {
      await database.end();
    }
  }

  async killAll(): Promise<void> {
    const child = this.#killProcess();
    await this.#killPostgres();
    await child;
  }

  async #start(): Promise<void> {
    const log = await open(join(this.#folder, 'processes.log'), 'a');
    const child = fork(ENTRY, [], {
      execArgv: ['--import', 'tsx'],
      env: { ...process.env, DATABASE_URL: '', HOLDPOINT_DATA: join(this.#folder, 'data') },
      stdio: ['ignore', log.fd, log.fd, 'ipc'],
    });
    await log.close();
    this.#child = child;
    await this.#cleaner.watch(child.pid);
    const ready = new Promise<void>((resolve) => {
      child.on('message', (message: EmbeddedMessage) => {
        this.promises.hear(message);
        if (message.is !== 'ready') return;
        this.#url = message.url;
        resolve();
      });
    });
    const ended = once(child, 'exit').then(() => 'ended' as const);
    const outcome = await Promise.race([ready, ended, sleep(PATIENCE_MS, 'late' as const, { ref: false })]);
    // Killed while it started, on purpose; any other end would show as a start that never comes.
    if (outcome && this.#child === child)
      throw new Error(`The process did not start: ${outcome}. See ${this.#folder}/processes.log.`);
  }

  /** Until some more runs have been accepted, and a moment longer; in any case not for ever. */
  async #load(random: Random): Promise<void> {
    const wanted = this.promises.accepted + random.between(0, MOST_RUNS);
    for (const since = Date.now(); this.promises.accepted < wanted && Date.now() - since < MAX_LOAD_MS; )
      await sleep(10);
    await sleep(random.between(0, MOST_AFTER_MS));
  }

  async #look(): Promise<string[]> {
    const database = await connectTo(this.#url);
    try {
      return await this.promises.broken(database);
    } finally {
      await database.end();
    }
  }

  async #killProcess(): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.kill('SIGKILL');
    await exited;
    await this.#cleaner.forget(child.pid);
  }

  /** The server and all its processes at once, as far as they can be known. Without their server, others end by themselves. */
  async #killPostgres(): Promise<void> {
    const server = await readPostmasterFile(join(this.#folder, 'data', 'postgres'));
    if (!server || !isProcessAlive(server.pid)) return;
    const backends = await this.#backends();
    for (const pid of [server.pid, ...backends]) signalIfThere(pid, 'SIGKILL');
  }

  async #backends(): Promise<number[]> {
    if (this.#url === '') return [];
    const listed = await runSql(this.#url, 'SELECT pid FROM pg_stat_activity').catch(() => undefined);
    return (listed?.rows ?? []).map(({ pid }) => Number(pid));
  }
}
