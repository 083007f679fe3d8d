import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** Another process that uses the embedded PostgreSQL of a data folder. */
export class PostgresHolder {
  private constructor(
    readonly url: string,
    private readonly process: ChildProcess,
  ) {}

  static async start(folder: string, identity: { uid?: number; gid?: number } = {}): Promise<PostgresHolder> {
    const script = fileURLToPath(new URL('hold-postgres.ts', import.meta.url));
    const args = ['--import', 'tsx', script, folder];
    const child = spawn(process.execPath, args, { ...identity, stdio: ['pipe', 'pipe', 'pipe'] });
    const complaint: Buffer[] = [];
    child.stderr.on('data', (data: Buffer) => complaint.push(data));
    const said = once(createInterface(child.stdout), 'line');
    const ended = once(child, 'close').then(() => {
      throw new Error(`The process ended before it was attached: ${Buffer.concat(complaint)}`);
    });
    const [url] = await Promise.race([said, ended]);
    // Once it is attached, its end is what the test wants.
    ended.catch(() => undefined);
    return new PostgresHolder(url, child);
  }

  /** Lets it detach and end. */
  async leave(): Promise<void> {
    const closed = once(this.process, 'close');
    this.process.stdin?.end();
    await closed;
  }

  /** As a crash or kill -9 does. */
  async kill(): Promise<void> {
    const closed = once(this.process, 'close');
    this.process.kill('SIGKILL');
    await closed;
  }
}
