import { execFile } from 'node:child_process';
import { chmod, mkdtemp, open, rm, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const BLOCK = Buffer.alloc(1024 * 1024, 'x');

/** A file system of its own, small enough to be filled. */
export class SmallDisk {
  private constructor(readonly folder: string) {}

  /** @returns why not, where nobody may mount one */
  static async mount(megabytes: number): Promise<SmallDisk | string> {
    if (process.platform !== 'linux') return 'only Linux has tmpfs';
    const folder = await mkdtemp(join(tmpdir(), 'holdpoint-disk-'));
    try {
      await run('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=0711`, 'tmpfs', folder]);
    } catch (error) {
      await rm(folder, { recursive: true });
      return `mounting a file system is not allowed here (${error instanceof Error ? error.message.trim() : error})`;
    }
    await chmod(folder, 0o711);
    return new SmallDisk(folder);
  }

  async freeBytes(): Promise<number> {
    const { bavail, bsize } = await statfs(this.folder);
    return bavail * bsize;
  }

  /** Takes all the room but so much. */
  async fill(leave = 0): Promise<void> {
    const ballast = await open(this.#ballast, 'a');
    try {
      for (let free = await this.freeBytes(); free > leave; free = await this.freeBytes())
        await ballast.write(BLOCK.subarray(0, Math.min(BLOCK.length, free - leave)));
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
    } finally {
      await ballast.close();
    }
  }

  async relieve(): Promise<void> {
    await rm(this.#ballast, { force: true });
  }

  async unmount(): Promise<void> {
    await run('umount', ['-l', this.folder]);
    await rm(this.folder, { recursive: true });
  }

  get #ballast(): string {
    return join(this.folder, 'ballast');
  }
}
