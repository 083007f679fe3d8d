import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

const GIVE_UP_MS = 60_000;

/** A process that measures, see `child.ts`. */
export class MeasuringProcess {
  private constructor(private readonly child: ChildProcess) {}

  /** @returns when it is warm */
  static async start(file: string, args: readonly string[]): Promise<MeasuringProcess> {
    const child = new MeasuringProcess(fork(file, args, { execArgv: ['--expose-gc'] }));
    await child.answer();
    return child;
  }

  async measure(): Promise<Record<string, unknown>> {
    this.child.send('measure');
    return Object(await this.answer());
  }

  stop(): void {
    this.child.kill('SIGKILL');
  }

  private async answer(): Promise<unknown> {
    const patience = new AbortController();
    const { signal } = patience;
    try {
      return await Promise.race([
        once(this.child, 'message', { signal }).then(([message]) => message),
        once(this.child, 'exit', { signal }).then(([code]) => this.fail(`ended with ${code}`)),
        sleep(GIVE_UP_MS, undefined, { signal }).then(() => this.fail(`said nothing for ${GIVE_UP_MS / 1000} s`)),
      ]);
    } finally {
      patience.abort();
    }
  }

  private fail(what: string): never {
    this.stop();
    throw new Error(`The measuring process ${what}: ${this.child.spawnargs.slice(2).join(' ')}.`);
  }
}
