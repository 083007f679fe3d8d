import { SUPERUSER } from './create-cluster';
import type { PostmasterFile } from './postmaster-file';

export const DATABASE = 'holdpoint';

export function serverUrl({ socketFolder, port }: PostmasterFile, database = DATABASE): string {
  const host = encodeURIComponent(socketFolder);
  return `postgresql://${SUPERUSER}@localhost:${port}/${database}?host=${host}&sslmode=disable`;
}
