import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createDataFolder } from '#lib/store/embedded-postgres/create-cluster';
import { isServerOf, type PostmasterFile } from '#lib/store/embedded-postgres/postmaster-file';
import { serverUrl } from '#lib/store/embedded-postgres/server-url';
import { startServer } from '#lib/store/embedded-postgres/start-server';
import { migrate } from '#lib/store/migrate';
import { databaseUrl } from '../database-url';
import { runSql } from '../run-sql';
import { signalIfThere } from './signal-if-there';

/** `fast` rolls open transactions back and writes everything to disk; `immediate` is a crash, and the next start recovers. */
export type StopMode = 'fast' | 'immediate';

const SIGNALS = { fast: 'SIGINT', immediate: 'SIGQUIT' } as const;
const POLL_MS = 10;
const TEMPLATE = 'chaos_template';

/** A PostgreSQL server of the suite's own, with the settings of the embedded one, that can be stopped under everybody's feet. */
export class ChaosPostgres {
  readonly #folder: string;
  #server: PostmasterFile;
  #changing: Promise<void> = Promise.resolve();
  readonly #numbed = new Set<number>();

  private constructor(folder: string, server: PostmasterFile) {
    this.#folder = folder;
    this.#server = server;
  }

  static async start(folder: string): Promise<ChaosPostgres> {
    await createDataFolder(folder);
    const server = await startServer(folder);
    const postgres = new ChaosPostgres(folder, server);
    await runSql(postgres.adminUrl, `CREATE DATABASE ${TEMPLATE}`);
    await migrate(databaseUrl(postgres.adminUrl, TEMPLATE));
    return postgres;
  }

  /** The address stays the same over restarts. */
  get adminUrl(): string {
    return serverUrl(this.#server, 'postgres');
  }

  /** A migrated, empty database. */
  async createDatabase(name: string): Promise<string> {
    await runSql(this.adminUrl, `CREATE DATABASE ${name} TEMPLATE ${TEMPLATE}`);
    return databaseUrl(this.adminUrl, name);
  }

  async dropDatabase(name: string): Promise<void> {
    await runSql(this.adminUrl, `DROP DATABASE ${name} WITH (FORCE)`);
  }

  /** Stops the server process of one connection, which then says nothing any more and does not end either. */
  numb(pid: number): void {
    process.kill(pid, 'SIGSTOP');
    this.#numbed.add(pid);
  }

  /** Lets all of them go on: the server cannot stop, nor drop a database, without them. */
  thaw(): void {
    for (const pid of this.#numbed) signalIfThere(pid, 'SIGCONT');
    this.#numbed.clear();
  }

  /** One restart at a time; a second one waits for the first. */
  restart(mode: StopMode): Promise<void> {
    const restarted = this.#changing.then(async () => {
      await this.#stop(mode);
      this.#server = await startServer(this.#folder);
    });
    this.#changing = restarted.catch(() => undefined);
    return restarted;
  }

  async #stop(mode: StopMode): Promise<void> {
    this.thaw();
    process.kill(this.#server.pid, SIGNALS[mode]);
    while (await isServerOf(join(this.#folder, 'postgres'), this.#server)) await sleep(POLL_MS);
  }
}
