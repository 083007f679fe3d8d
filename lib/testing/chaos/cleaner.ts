import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** $1: a file for each process, named by its id. $2: the database cluster, whose server says by itself what is its own. */
const SCRIPT = `
read _
for file in "$1"/*; do [ -e "$file" ] && kill -9 "$(basename "$file")"; done
server=$(sed -n 1p "$2/postmaster.pid") || exit 0
socket=$(sed -n 5p "$2/postmaster.pid")
{ tr '\\0' ' ' < "/proc/$server/cmdline" || ps -o command= -p "$server"; } | grep -qF -- "-D $2" && kill -9 "$server"
[ -n "$socket" ] && rm -f "$socket"/.s.PGSQL.* && rmdir "$socket"
`;

/**
 * Kills by their ids what the suite has started, whatever becomes of the suite itself: a small process of its own that waits
 * for the end of its standard input, which comes when the suite leaves or dies.
 */
export class Cleaner {
  private constructor(
    private readonly pids: string,
    private readonly process: ChildProcess,
  ) {}

  /** For processes that are watched, and the PostgreSQL server of `folder`/data. */
  static async start(folder: string): Promise<Cleaner> {
    const pids = join(folder, 'pids');
    await mkdir(pids);
    // A group of its own, so that Ctrl-C does not reach it before it has done its work.
    const child = spawn('sh', ['-c', SCRIPT, 'sh', pids, join(folder, 'data', 'postgres')], {
      stdio: ['pipe', 'ignore', 'ignore'],
      detached: true,
    });
    await once(child, 'spawn');
    child.unref();
    return new Cleaner(pids, child);
  }

  async watch(pid: number | undefined): Promise<void> {
    if (pid !== undefined) await writeFile(join(this.pids, String(pid)), '');
  }

  /** The process has ended; its number may become somebody else's. */
  async forget(pid: number | undefined): Promise<void> {
    if (pid !== undefined) await rm(join(this.pids, String(pid)), { force: true });
  }

  async cleanUp(): Promise<void> {
    const closed = once(this.process, 'close');
    this.process.ref();
    this.process.stdin?.end();
    await closed;
  }
}
