import { execFile } from 'node:child_process';
import { readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { databaseUnavailable } from '../database-unavailable';
import type { Binaries } from './platform-package';

export interface User {
  uid: number;
  gid: number;
}

/** As whom the server's programs run. PostgreSQL refuses to run as root. */
export interface ServerAccount {
  /** Owner of the server's files; undefined: whoever runs this process. */
  owner?: User;
  /** The user and group a program is started as, where that differs from this process. */
  identity: { uid?: number; gid?: number };
  /** A command that the program's own command line is appended to. */
  prefix: string[];
}

const run = promisify(execFile);

export async function chooseServerAccount(binaries: Binaries, dataFolder: string): Promise<ServerAccount> {
  if (process.getuid?.() !== 0) return { identity: {}, prefix: [] };
  const nobody = await findNobody();
  // Whoever made the cluster may want to use it without root again.
  const user = (await ordinaryOwnerOf(join(dataFolder, 'postgres'))) ?? nobody;
  const asUser: ServerAccount = { owner: user, identity: user, prefix: [] };
  if ((await isReachableBy(user, dataFolder)) && (await canRun(asUser, binaries))) return asUser;

  // A user namespace in which root goes by another number: the server reaches what root reaches, below a private home too.
  const unshare = ['unshare', '--user', `--map-user=${nobody.uid}`, `--map-group=${nobody.gid}`, '--'];
  const renamed: ServerAccount = { owner: { uid: 0, gid: 0 }, identity: {}, prefix: unshare };
  if (await canRun(renamed, binaries)) return renamed;
  throw databaseUnavailable(
    `PostgreSQL does not run as root, and user ${user.uid} cannot reach both ${dataFolder} and ${binaries.postgres}. Start Holdpoint as another user, move both to where every user may go (HOLDPOINT_DATA names the data folder), or set DATABASE_URL.`,
  );
}

/** The program and arguments that start `program` under the account. */
export function commandOf({ prefix }: ServerAccount, [program, ...args]: [string, ...string[]]): [string, string[]] {
  const [command, ...before] = prefix;
  return command === undefined ? [program, args] : [command, [...before, program, ...args]];
}

/** The server's programs look themselves up in the list of users, so the number must be a known one. */
async function findNobody(): Promise<User> {
  const users = await readFile('/etc/passwd', 'utf8').catch(() => '');
  const [, uid, gid] = /^nobody:[^:]*:(\d+):(\d+):/m.exec(users) ?? [];
  return Number(uid) > 0 ? { uid: Number(uid), gid: Number(gid) } : { uid: 65534, gid: 65534 };
}

async function canRun(account: ServerAccount, { postgres }: Binaries): Promise<boolean> {
  const [command, args] = commandOf(account, [postgres, '--version']);
  return run(command, args, { ...account.identity, cwd: '/' }).then(
    () => true,
    () => false,
  );
}

async function ordinaryOwnerOf(folder: string): Promise<User | undefined> {
  const found = await stat(folder).catch(() => undefined);
  return found && found.uid !== 0 ? { uid: found.uid, gid: found.gid } : undefined;
}

/** Whether the user may walk through the folder and its parents. */
export async function isReachableBy(user: User, folder: string): Promise<boolean> {
  for (let current = folder; ; current = dirname(current)) {
    const { mode, uid, gid } = await stat(current);
    const isOwners = uid === user.uid && (mode & 0o100) !== 0;
    const isGroups = gid === user.gid && (mode & 0o010) !== 0;
    if (!isOwners && !isGroups && (mode & 0o001) === 0) return false;
    if (current === dirname(current)) return true;
  }
}
