import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { Client } from '@langchain/langgraph-sdk';
import { projectRoot } from '#lib/cli/project-root';
import { endProcess, readAddress } from '#lib/testing/server-process';

/** The SDK lets four requests out at a time unless told otherwise, which would be what is measured. */
const CALLER = { maxConcurrency: 512, maxRetries: 0 };

/** What every server is started with: TypeScript, and a probe in its process. */
export const IMPORTS = [import.meta.resolve('tsx'), join(projectRoot, 'bench/servers/watch-event-loop.mjs')];

export interface Command {
  args: string[];
  cwd: string;
  env: Record<string, string>;
  /** Below the server's address. */
  apiPath: string;
}

/** A server process: started, killed, and asked about its event loop. */
export class ChildServer {
  readonly #command: Command;
  /** Where it listens, once it was started. */
  url = '';
  #child: ChildProcess | undefined;
  #port = '0';

  constructor(command: Command) {
    this.#command = command;
  }

  /** Starts it, or starts it again on the same port. */
  async start(): Promise<Client> {
    const { args, cwd, env, apiPath } = this.#command;
    const child = spawn(process.execPath, [...IMPORTS.flatMap((path) => ['--import', path]), ...args], {
      cwd,
      env: { ...process.env, ...env, HOST: '127.0.0.1', PORT: this.#port },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    this.#child = child;
    this.url = await readAddress(child);
    this.#port = new URL(this.url).port;
    // Null keeps the SDK from looking for a key in the environment, which its types do not know.
    const apiKey = null as unknown as undefined;
    return new Client({ apiUrl: `${this.url}${apiPath}`, apiKey, callerOptions: CALLER });
  }

  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    await endProcess(child, signal);
  }

  async longestStallMs(): Promise<number> {
    if (!this.#child) throw new Error('The server does not run.');
    const answer = once(this.#child, 'message');
    this.#child.send('longest stall');
    return Number((await answer)[0]);
  }
}
