import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { promisify } from 'node:util';
import { databaseUnavailable } from '../database-unavailable';
import type { ServerAccount } from './server-account';

/** Gives the cluster to the account the server runs under, which may be another one than last time. */
export async function chownCluster(clusterFolder: string, { owner }: ServerAccount): Promise<void> {
  const found = await stat(clusterFolder);
  const wanted = owner?.uid ?? process.getuid?.();
  if (found.uid === wanted) return;
  if (!owner) {
    throw databaseUnavailable(
      `${clusterFolder} belongs to user ${found.uid}. Start Holdpoint as that user or as root, or set HOLDPOINT_DATA to another folder.`,
    );
  }
  await promisify(execFile)('chown', ['-R', '-h', `${owner.uid}:${owner.gid}`, clusterFolder]);
}
