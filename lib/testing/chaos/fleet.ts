import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ChaosLog } from './chaos-log';
import type { Cleaner } from './cleaner';
import type { ProcessMessage, Role } from './process-entry';

export interface FleetOptions {
  databaseUrl: string;
  leaseMs: number;
  /** Where the processes' logs go. */
  folder: string;
  cleaner: Cleaner;
  log: ChaosLog;
}

/** One place in the fleet. Its process changes; its name and address stay, as behind a load balancer. */
interface Place {
  name: string;
  role: Role;
  port: number;
  count: number;
  child?: ChildProcess;
  isReady: boolean;
  /** Why the suite ends this process: its end is then no surprise. */
  ending?: 'kill' | 'drain';
}

const ENTRY = fileURLToPath(new URL('process-entry.ts', import.meta.url));
const PLACES: readonly (readonly [string, Role])[] = [
  ['app-1', 'app'],
  ['app-2', 'app'],
  ['worker-1', 'worker'],
  ['worker-2', 'worker'],
];
/** A process that has not drained by then is killed; it gives itself less. */
const MAX_DRAIN_MS = 8_000;

/** The server processes of a round. Each that ends is replaced by a fresh one, until the fleet is closed. */
export class Fleet {
  readonly #options: FleetOptions;
  readonly #places: Place[];
  readonly #waiting = new Set<() => void>();
  #isClosed = false;
  /** Processes that ended by themselves after they were ready. */
  readonly crashes: string[] = [];
  /** Ids of the workers that said they had handed everything over. */
  readonly drained: { workerId: string; at: Date }[] = [];

  private constructor(options: FleetOptions, places: Place[]) {
    this.#options = options;
    this.#places = places;
  }

  static async start(options: FleetOptions): Promise<Fleet> {
    const places: Place[] = [];
    for (const [name, role] of PLACES)
      places.push({ name, role, port: role === 'app' ? await freePort() : 0, count: 0, isReady: false });
    const fleet = new Fleet(options, places);
    await Promise.all(places.map((place) => fleet.#spawn(place)));
    await fleet.ready();
    return fleet;
  }

  get names(): string[] {
    return this.#places.map(({ name }) => name);
  }

  /** Base addresses of the HTTP APIs: of those that are ready, or of all if none is. */
  apiUrls(): string[] {
    const apps = this.#places.filter(({ role }) => role === 'app');
    const ready = apps.filter(({ isReady, ending }) => isReady && !ending);
    return (ready.length > 0 ? ready : apps).map(({ port }) => `http://127.0.0.1:${port}/api`);
  }

  /** Resolves when that many processes are there and ready; all of them, unless told otherwise. */
  async ready(least = this.#places.length): Promise<void> {
    while (this.#places.filter(({ isReady, ending }) => isReady && !ending).length < least) {
      await new Promise<void>((resolve) => this.#waiting.add(resolve));
    }
  }

  /** Resolves when at least one process answers HTTP. */
  async answering(): Promise<void> {
    while (!this.#places.some(({ role, isReady, ending }) => role === 'app' && isReady && !ending)) {
      await new Promise<void>((resolve) => this.#waiting.add(resolve));
    }
  }

  kill(name: string): void {
    const place = this.#place(name);
    if (!place.child || place.ending === 'kill') return;
    place.ending = 'kill';
    place.child.kill('SIGKILL');
  }

  /** Stops a process without its knowing. @returns what lets it go on, if it is still there */
  freeze(name: string): () => void {
    const { child } = this.#place(name);
    child?.kill('SIGSTOP');
    return () => child?.kill('SIGCONT');
  }

  /** A clean stop. Resolves when the process has ended. */
  async drain(name: string): Promise<void> {
    const place = this.#place(name);
    const { child } = place;
    if (!child || !place.isReady || place.ending) return;
    place.ending = 'drain';
    const exited = once(child, 'exit');
    const timer = setTimeout(() => {
      this.#options.log.add('slow drain', name);
      child.kill('SIGKILL');
    }, MAX_DRAIN_MS);
    child.kill('SIGTERM');
    await exited;
    clearTimeout(timer);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.all(
      this.#places.map(async (place) => {
        const { child } = place;
        if (!child) return;
        const exited = once(child, 'exit');
        this.kill(place.name);
        await exited;
      }),
    );
  }

  #place(name: string): Place {
    const place = this.#places.find((candidate) => candidate.name === name);
    if (!place) throw new Error(`There is no process ${name}.`);
    return place;
  }

  async #spawn(place: Place): Promise<void> {
    const { databaseUrl, leaseMs, folder, cleaner } = this.#options;
    place.count += 1;
    const files = join(folder, `${place.name}.${place.count}`);
    const log = openSync(`${files}.log`, 'w');
    const child = fork(ENTRY, [place.role, String(place.port)], {
      execArgv: ['--import', 'tsx', '--stack-trace-limit=40'],
      env: {
        ...{ ...process.env, DATABASE_URL: databaseUrl, LOG_LEVEL: 'info' },
        ...{ CHAOS_LEASE_MS: String(leaseMs), CHAOS_JOURNAL: files },
      },
      stdio: ['ignore', log, log, 'ipc'],
    });
    closeSync(log);
    Object.assign(place, { child, isReady: false, ending: undefined });
    child.on('message', (message: ProcessMessage) => this.#hear(place, message));
    child.once('exit', (code, signal) => void this.#ended(place, { code, signal }));
    await cleaner.watch(child.pid);
  }

  #workerIds = new Map<Place, string>();

  #hear(place: Place, message: ProcessMessage): void {
    if (message.is === 'ready') {
      place.isReady = true;
      this.#workerIds.set(place, message.workerId);
      this.#options.log.add('ready', `${place.name}.${place.count}, worker ${message.workerId}`);
      for (const resume of this.#waiting) resume();
      this.#waiting.clear();
    } else {
      this.drained.push({ workerId: this.#workerIds.get(place) ?? '', at: new Date() });
    }
  }

  async #ended(place: Place, { code, signal }: { code: number | null; signal: string | null }): Promise<void> {
    const { child, ending, isReady, name, count } = place;
    this.#options.log.add('ended', `${name}.${count} (${signal ?? code})${ending ? '' : ', unasked'}`);
    // While it starts, a process may end because the database is away; whoever runs it starts it again.
    if (isReady && !ending) this.crashes.push(`${name}.${count} ended by itself with ${signal ?? code}`);
    await this.#options.cleaner.forget(child?.pid);
    Object.assign(place, { child: undefined, isReady: false });
    if (!this.#isClosed) await this.#spawn(place);
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('The system gave no port.');
  return address.port;
}
