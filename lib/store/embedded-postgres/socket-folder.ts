import { createHash } from 'node:crypto';
import { chmod, chown, lstat, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { databaseUnavailable } from '../database-unavailable';
import { isReachableBy, type ServerAccount, type User } from './server-account';

export const PORT = 5432;

/** The shortest limit of the platforms we run on; Linux allows 107. */
const MAX_SOCKET_PATH_BYTES = 103;

/**
 * Makes the private folder of the server's socket. It is in the system's temp folder, since the path of a socket must be short
 * and that of the data may be long; the name follows from the data's path, so that one server has one socket.
 */
export async function prepareSocketFolder(clusterFolder: string, { owner }: ServerAccount): Promise<string> {
  const hash = createHash('sha256').update(clusterFolder).digest('hex').slice(0, 16);
  const folder = join(await chooseParent(owner), `holdpoint-${hash}`);
  await mkdir(folder, { mode: 0o700 }).catch(ignoreExisting);
  const found = await lstat(folder);
  // Anyone may create a folder in the temp folder; ours must not be somebody else's.
  const mine = found.uid === process.getuid?.() || found.uid === owner?.uid;
  if (!found.isDirectory() || !mine) {
    throw databaseUnavailable(
      `${folder} belongs to another user, so the embedded PostgreSQL cannot put its socket there. Remove it, or set TMPDIR to a folder of your own.`,
    );
  }
  if (owner) await chown(folder, owner.uid, owner.gid);
  await chmod(folder, 0o700);
  return folder;
}

async function chooseParent(owner: User | undefined): Promise<string> {
  const parent = tmpdir();
  const socket = join(parent, 'holdpoint-0123456789abcdef', `.s.PGSQL.${PORT}.lock`);
  if (Buffer.byteLength(socket) > MAX_SOCKET_PATH_BYTES) return '/tmp';
  if (owner && !(await isReachableBy(owner, parent))) return '/tmp';
  return parent;
}

function ignoreExisting(error: unknown): void {
  if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
}
