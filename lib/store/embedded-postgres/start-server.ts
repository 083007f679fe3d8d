import { type ChildProcess, spawn } from 'node:child_process';
import { open, rename, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { databaseUnavailable } from '../database-unavailable';
import { chownCluster } from './chown-cluster';
import { createCluster } from './create-cluster';
import { tailOf } from './log-tail';
import { findBinaries } from './platform-package';
import { isServerOf, type PostmasterFile, readPostmasterFile } from './postmaster-file';
import { chooseServerAccount, commandOf } from './server-account';
import { serverUrl } from './server-url';
import { prepareSocketFolder } from './socket-folder';

const PING_MS = 20;
/** PostgreSQL logs each connection that comes too early: how long to wait before the next, by what it says of itself. */
const ASK_READY_MS = 100;
const ASK_ANYWAY_MS = 1_000;
const MAX_SPAWNS = 6;
/** Recovery after a crash may take long; while the server works on it, we wait. */
const MAX_WAIT_MS = 120_000;
const MAX_LOG_BYTES = 5_000_000;
const WAL_SEGMENT_BYTES = 16 * 1024 * 1024;

const SETTINGS = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  max_connections: '200',
  shared_buffers: '128MB',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_checkpoints: 'off',
  // Our queries are short; compiling them costs more than it gains.
  jit: 'off',
};

/**
 * Finds the server of the data folder or starts it. Needs no lock of its own: of several servers started on one cluster,
 * PostgreSQL lets one live, and every caller ends up with that one.
 */
export async function startServer(dataFolder: string, { maxSpawns = MAX_SPAWNS } = {}): Promise<PostmasterFile> {
  const clusterFolder = join(dataFolder, 'postgres');
  const startedAt = Date.now();
  let child: ChildProcess | undefined;
  let spawns = 0;
  let askedAt = startedAt - ASK_READY_MS;
  for (;;) {
    const file = await readPostmasterFile(clusterFolder);
    // That it is not ready may be old: on a full disk it cannot write anything else.
    if (file && Date.now() - askedAt >= (file.isReady ? ASK_READY_MS : ASK_ANYWAY_MS)) {
      askedAt = Date.now();
      if (await answers(clusterFolder, file)) return file;
    }
    const isRunning = (child && !hasExited(child)) || (file && (await isServerOf(clusterFolder, file)));
    if (!isRunning) {
      if (spawns >= maxSpawns) throw await startFailed(dataFolder);
      // The first try may lose against a server that is still going down.
      await sleep(spawns === 0 ? 0 : PING_MS * 2 ** spawns);
      child = await spawnServer(dataFolder, file?.pid);
      spawns += 1;
    }
    if (Date.now() - startedAt > MAX_WAIT_MS) throw await startFailed(dataFolder);
    await sleep(PING_MS);
  }
}

async function answers(clusterFolder: string, file: PostmasterFile): Promise<boolean> {
  // In a copied data folder the file speaks of the original's server.
  if (file.clusterFolder !== clusterFolder || !file.socketFolder) return false;
  const client = new pg.Client({ connectionString: serverUrl(file, 'postgres'), connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EACCES') {
      throw databaseUnavailable(
        `The PostgreSQL of ${clusterFolder} was started by another user. Stop that Holdpoint first, or set HOLDPOINT_DATA to another folder.`,
        error,
      );
    }
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function spawnServer(dataFolder: string, stalePid: number | undefined): Promise<ChildProcess> {
  const clusterFolder = join(dataFolder, 'postgres');
  const binaries = await findBinaries();
  const account = await chooseServerAccount(binaries, dataFolder);
  await createCluster({ binaries, account, dataFolder });
  await chownCluster(clusterFolder, account);
  const socketFolder = await prepareSocketFolder(clusterFolder, account);
  const settings = { ...SETTINGS, unix_socket_directories: `"${socketFolder}"` };
  const [command, args] = commandOf(account, [
    ...([binaries.postgres, '-D', clusterFolder] as const),
    ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ]);
  // PostgreSQL takes any live process with the number in a left-over file for a server, unless told that the number is ours.
  const stale = stalePid === undefined ? {} : { PG_GRANDPARENT_PID: String(stalePid) };
  const log = await openLog(dataFolder);
  try {
    const child = spawn(command, args, {
      ...account.identity,
      cwd: '/',
      env: { NODE_ENV: process.env.NODE_ENV, PATH: process.env.PATH, LC_ALL: 'C', ...stale },
      stdio: ['ignore', log.fd, log.fd],
      // Ctrl-C in the terminal reaches the whole group; the server must outlive the app's own clean stop.
      detached: true,
    });
    await new Promise<void>((resolve, reject) => child.once('spawn', resolve).once('error', reject));
    child.unref();
    return child;
  } finally {
    await log.close();
  }
}

async function openLog(dataFolder: string) {
  const path = logPath(dataFolder);
  const size = await stat(path).then(
    (found) => found.size,
    () => 0,
  );
  if (size > MAX_LOG_BYTES) await rename(path, `${path}.1`);
  return open(path, 'a');
}

async function startFailed(dataFolder: string): Promise<Error> {
  const path = logPath(dataFolder);
  const full = await diskFull(dataFolder);
  const why = full ? ': its disk is full. Free some space' : '';
  return databaseUnavailable(
    `The embedded PostgreSQL in ${dataFolder} did not start${why}. The end of ${path}:\n${await tailOf(path)}`,
    full,
  );
}

/** With no room for the next segment of its log PostgreSQL does not start; nor may it be able to say why. */
async function diskFull(folder: string): Promise<Error | undefined> {
  const { bavail, bsize } = await statfs(folder);
  if (bavail * bsize >= WAL_SEGMENT_BYTES) return undefined;
  return Object.assign(new Error(`No space left on device: ${folder}`), { code: 'ENOSPC' });
}

function logPath(dataFolder: string): string {
  return join(dataFolder, 'postgres.log');
}

function hasExited(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}
