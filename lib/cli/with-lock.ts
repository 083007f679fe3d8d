import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { projectRoot } from './project-root';

const RETRY_MS = 250;

/**
 * Lets one process of this machine at a time do something to the checkout: two servers started together would otherwise build
 * into the same folder. A lock left by a process that is gone is taken over.
 */
export async function withLock<T>(name: string, work: () => Promise<T>): Promise<T> {
  const path = join(projectRoot, 'node_modules', '.cache', `holdpoint-${name}.lock`);
  await mkdir(dirname(path), { recursive: true });
  while (!(await tryLock(path))) await sleep(RETRY_MS);
  try {
    return await work();
  } finally {
    await rm(path, { force: true });
  }
}

async function tryLock(path: string): Promise<boolean> {
  try {
    await writeFile(path, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    if (await isAbandoned(path)) await rm(path, { force: true });
    return false;
  }
}

async function isAbandoned(path: string): Promise<boolean> {
  try {
    const holder = Number(await readFile(path, 'utf8'));
    // Empty for the moment between its creation and its writing, or for ever if its process died just then.
    return holder > 0 ? !isAlive(holder) : Date.now() - (await stat(path)).mtimeMs > 5000;
  } catch {
    return false;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives, but belongs to somebody else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
