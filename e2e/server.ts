import { type ChildProcess, spawn } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { endProcess, readAddress } from '#lib/testing/server-process';

const ROOT = resolve(import.meta.dirname, '..');

/** The product as a user starts it, on a database of its own. */
export class TestServer {
  readonly #dataFolder: string;
  /** Settings that differ from those of all tests. */
  readonly settings: Record<string, string> = {};
  #child: ChildProcess | undefined;
  #port = '0';
  url = '';
  /** What it wrote to stderr. */
  readonly errors: string[] = [];

  constructor(name: string, dataFolder = join(tmpdir(), `holdpoint-e2e-${process.pid}-${name}`)) {
    this.#dataFolder = dataFolder;
  }

  /** Starts it, or starts it again on the same data and the same port. */
  async start(): Promise<void> {
    const child = spawn(process.execPath, ['--import', 'tsx', 'lib/cli/start.ts'], {
      cwd: ROOT,
      env: { ...process.env, ...this.#env() },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child = child;
    createInterface(child.stderr).on('line', (line) => void this.errors.push(line));
    this.url = await readAddress(child);
    this.#port = new URL(this.url).port;
  }

  /** As Ctrl-C does. */
  async stop(): Promise<void> {
    await this.#end('SIGTERM');
  }

  /** As a crash or a power cut does: nothing is said goodbye to. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  async remove(): Promise<void> {
    await this.stop();
    await rm(this.#dataFolder, { recursive: true, force: true });
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    await endProcess(child, signal);
  }

  #env(): Record<string, string> {
    return {
      HOST: '127.0.0.1',
      PORT: this.#port,
      HOLDPOINT_DATA: this.#dataFolder,
      HOLDPOINT_DEMO: 'off',
      HOLDPOINT_PACE: '0.1',
      HOLDPOINT_UNDO_SECONDS: '0',
      HOLDPOINT_WEBHOOK_HOSTS: 'loopback',
      DATABASE_URL: '',
      OPENAI_API_KEY: '',
      ...this.settings,
    };
  }
}
