// A process attaches to the embedded server of a data folder: it starts the server if need be, and the last process that
// detaches stops it. Who is attached is known to the server itself, as a shared advisory lock: the lock goes with its
// connection, so a killed process counts no longer.
import { realpath, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { reasonOf } from '../database-unavailable';
import { createDataFolder } from './create-cluster';
import { isServerOf, type PostmasterFile, parsePostmasterFile, readPostmasterFile } from './postmaster-file';
import { DATABASE, serverUrl } from './server-url';
import { startServer } from './start-server';
import { setWhyDown, whyDown } from './why-down';

export interface Attachment {
  url: string;
  /** Stops the server if no other process is attached. */
  detach(): Promise<void>;
}

/** "hold" in ASCII; any number no other program uses in this cluster would do. */
const LOCK = 0x686f6c64;
const MAX_ATTEMPTS = 10;
/** How soon a server that ended and does not start is tried again, at first and at last: each time it may replay its whole log. */
const FIRST_REVIVE_MS = 500;
const LAST_REVIVE_MS = 10_000;
const MAX_STOP_MS = 30_000;
const STOP_POLL_MS = 10;

export async function attachToEmbeddedPostgres(folder: string): Promise<Attachment> {
  await createDataFolder(folder);
  const dataFolder = await realpath(folder);
  const connection = new AttachedConnection(dataFolder);
  const file = await connection.open();
  return { url: serverUrl(file), detach: () => connection.detach() };
}

class AttachedConnection {
  readonly #dataFolder: string;
  #client: pg.Client | undefined;
  #reviving: Promise<void> | undefined;
  #detached = false;

  constructor(dataFolder: string) {
    this.#dataFolder = dataFolder;
  }

  async open(options: { maxSpawns?: number } = {}): Promise<PostmasterFile> {
    for (let attempt = 1; ; attempt += 1) {
      const file = await startServer(this.#dataFolder, options);
      try {
        this.#client = await attach(file);
        this.#client.once('end', () => this.#revive());
        return file;
      } catch (error) {
        // The server went down between its answer and our lock: its last process was just leaving.
        if (attempt >= MAX_ATTEMPTS) throw error;
      }
    }
  }

  async detach(): Promise<void> {
    if (this.#detached) return;
    this.#detached = true;
    await this.#reviving;
    setWhyDown(undefined);
    const client = this.#client;
    if (!client) return;
    try {
      await client.query('SELECT pg_advisory_unlock_shared($1)', [LOCK]);
      const { rows } = await client.query<{ is_last: boolean }>('SELECT pg_try_advisory_lock($1) AS is_last', [LOCK]);
      if (rows[0]?.is_last) await stopServer(client, join(this.#dataFolder, 'postgres'));
    } catch (error) {
      // A server that went down meanwhile needs no stopping.
      if (this.#client) throw error;
    } finally {
      await client.end();
    }
  }

  /** The server ended under our feet: brings it up again, at the same address. */
  #revive(options: { maxSpawns?: number } = {}, waitMs = FIRST_REVIVE_MS): void {
    this.#client = undefined;
    if (this.#detached) return;
    this.#reviving = this.open(options).then(backUp, (error: unknown) => {
      noteDown(error);
      const nextWaitMs = Math.min(waitMs * 2, LAST_REVIVE_MS);
      setTimeout(() => this.#revive({ maxSpawns: 1 }, nextWaitMs), waitMs).unref();
    });
  }
}

/** Both are said once: until somebody makes room on a full disk, it may take days. */
function noteDown(reason: unknown): void {
  if (whyDown() === undefined)
    console.error(`The embedded PostgreSQL ended; it is started again as soon as it can be. ${reasonOf(reason)}`);
  setWhyDown(reason);
}

function backUp(): void {
  if (whyDown() !== undefined) console.error('The embedded PostgreSQL is up again.');
  setWhyDown(undefined);
}

async function attach(file: PostmasterFile): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: serverUrl(file, 'postgres'), application_name: 'holdpoint' });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('SELECT pg_advisory_lock_shared($1)', [LOCK]);
    await createDatabase(client);
    return client;
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
}

async function createDatabase(client: pg.Client): Promise<void> {
  const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE]);
  if (rowCount) return;
  try {
    await client.query(`CREATE DATABASE ${DATABASE}`);
  } catch (error) {
    // duplicate_database, unique_violation: another process was first.
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code !== '42P04' && code !== '23505') throw error;
  }
}

/** A fast shutdown: open transactions are rolled back, everything committed is on disk. */
async function stopServer(client: pg.Client, clusterFolder: string): Promise<void> {
  const { rows } = await client.query<{ text: string }>(`SELECT pg_read_file('postmaster.pid') AS text`);
  const server = parsePostmasterFile(rows[0]?.text ?? '');
  if (!server) return;
  process.kill(server.pid, 'SIGINT');
  await waitUntilStopped(clusterFolder, server);
  // A process that starts a server right now may have put its socket there.
  await rmdir(server.socketFolder).catch(() => undefined);
}

async function waitUntilStopped(clusterFolder: string, server: PostmasterFile): Promise<void> {
  for (const startedAt = Date.now(); Date.now() - startedAt < MAX_STOP_MS; await sleep(STOP_POLL_MS)) {
    const file = await readPostmasterFile(clusterFolder);
    // Another number: the next server is up already.
    if (file?.pid !== server.pid || !(await isServerOf(clusterFolder, file))) return;
  }
  console.error(
    `The embedded PostgreSQL in ${clusterFolder} is still stopping; process ${server.pid} finishes by itself.`,
  );
}
