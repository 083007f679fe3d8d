import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chmod, chown, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { databaseUnavailable, reasonOf } from '../database-unavailable';
import { isProcessAlive } from './is-process-alive';
import type { Binaries } from './platform-package';
import { commandOf, type ServerAccount } from './server-account';

export const SUPERUSER = 'holdpoint';

const MAJOR_VERSION = '18';
const UNFINISHED = 'postgres.init-';
const MARKER = 'README.txt';
const MARKER_TEXT = `The data of Holdpoint. postgres/ is a PostgreSQL ${MAJOR_VERSION} cluster, postgres.log its log. To begin anew, stop Holdpoint and
delete this folder.
`;

const run = promisify(execFile);

/** Makes the database cluster unless it is there. One that was not finished, after a crash, does not count. */
export async function createCluster(options: {
  binaries: Binaries;
  account: ServerAccount;
  dataFolder: string;
}): Promise<void> {
  const { account, binaries, dataFolder } = options;
  const clusterFolder = join(dataFolder, 'postgres');
  if (await isCluster(clusterFolder)) return;
  await removeUnfinished(dataFolder);
  // Made elsewhere and moved: of several processes that start at once, one is first and the others use its cluster.
  const unfinished = join(dataFolder, `${UNFINISHED}${process.pid}-${randomUUID().slice(0, 8)}`);
  try {
    await mkdir(unfinished, { mode: 0o700 });
    if (account.owner) await chown(unfinished, account.owner.uid, account.owner.gid);
    await initdb(unfinished, { account, binaries });
    await writeFile(join(dataFolder, MARKER), MARKER_TEXT);
    await rename(unfinished, clusterFolder);
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    if (!(await isCluster(clusterFolder))) throw error;
  }
}

/** Creates the data folder. Every user may walk through it, so that the server's own user can; the cluster in it is private. */
export async function createDataFolder(folder: string): Promise<void> {
  try {
    const created = await mkdir(folder, { recursive: true });
    if (created !== undefined) await chmod(folder, 0o711);
  } catch (cause) {
    throw databaseUnavailable(
      `The data folder ${folder} cannot be created. Set HOLDPOINT_DATA to a folder that this user may write to.`,
      cause,
    );
  }
}

async function isCluster(folder: string): Promise<boolean> {
  const version = (await readFile(join(folder, 'PG_VERSION'), 'utf8').catch(ignoreMissing)).trim();
  if (version !== '' && version !== MAJOR_VERSION) {
    throw databaseUnavailable(
      `${folder} was made by PostgreSQL ${version}; this is PostgreSQL ${MAJOR_VERSION}. Convert it with pg_upgrade, or set HOLDPOINT_DATA to another folder.`,
    );
  }
  return version !== '';
}

async function initdb(folder: string, { account, binaries }: { account: ServerAccount; binaries: Binaries }) {
  // Only who can enter the folder of the socket can connect at all, so the server asks for no password. Text sorts by its
  // bytes, whatever the machine's language.
  const [command, args] = commandOf(account, [
    ...([binaries.initdb, '-D', folder, `--username=${SUPERUSER}`] as const),
    ...['--auth-local=trust', '--auth-host=reject', '--encoding=UTF8'],
    ...['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'],
  ]);
  try {
    await run(command, args, {
      ...account.identity,
      cwd: '/',
      env: { NODE_ENV: process.env.NODE_ENV, PATH: process.env.PATH, LC_ALL: 'C' },
    });
  } catch (cause) {
    throw databaseUnavailable(
      `The embedded PostgreSQL could not create its files in ${folder}: ${reasonOf(cause).trim()}`,
      cause,
    );
  }
}

async function removeUnfinished(dataFolder: string): Promise<void> {
  for (const name of await readdir(dataFolder)) {
    const [, pid] = /^postgres\.init-(\d+)-/.exec(name) ?? [];
    if (pid && !isProcessAlive(Number(pid))) await rm(join(dataFolder, name), { recursive: true, force: true });
  }
}

function ignoreMissing(error: unknown): string {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
  throw error;
}
