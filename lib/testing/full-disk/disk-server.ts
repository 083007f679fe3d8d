import { type ChildProcess, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { readPostmasterFile } from '#lib/store/embedded-postgres/postmaster-file';
import { parseMetrics } from '../parse-metrics';
import { endProcess } from '../server-process';
import type { DiskServerAddress } from './disk-entry';

const ENTRY = fileURLToPath(new URL('disk-entry.ts', import.meta.url));
/** Linux counts a process's time in these. */
const TICK_MS = 10;

export interface Answer {
  status: number;
  body: Record<string, unknown>;
}

export interface Accepted {
  threadId: string;
  runId: string;
}

/** A server with the embedded PostgreSQL, whose data is in a folder of its own. */
export class DiskServer {
  /** Runs whose creation was acknowledged. */
  readonly accepted: Accepted[] = [];
  /** What it wrote to stderr. */
  readonly errors: string[] = [];
  readonly #data: string;
  readonly #child: ChildProcess;
  #address: DiskServerAddress | undefined;

  private constructor(data: string, child: ChildProcess) {
    this.#data = data;
    this.#child = child;
    if (child.stderr) createInterface(child.stderr).on('line', (line) => this.errors.push(line));
  }

  static async start(folder: string): Promise<DiskServer> {
    const data = join(folder, 'data');
    const child = fork(ENTRY, [], {
      execArgv: ['--import', 'tsx'],
      env: { ...process.env, DATABASE_URL: '', HOLDPOINT_DATA: data },
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    const server = new DiskServer(data, child);
    const ended = once(child, 'exit').then(() => {
      throw new Error(`The server did not start:\n${server.errors.join('\n')}`);
    });
    ended.catch(() => undefined);
    const [address] = await Promise.race([once(child, 'message'), ended]);
    server.#address = address as DiskServerAddress; // it says nothing else
    return server;
  }

  get databaseUrl(): string {
    return this.#address?.databaseUrl ?? '';
  }

  async call(method: string, path: string, body?: unknown): Promise<Answer> {
    const response = await fetch(`${this.#address?.url}${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: (await response.json()) as Answer['body'] }; // JSON objects, all of them
  }

  /** A run on a thread of its own. */
  async create(graphId: string, input: object): Promise<Answer & Accepted> {
    const threadId = randomUUID();
    const request = { assistant_id: graphId, input, if_not_exists: 'create' };
    const answer = await this.call('POST', `/api/threads/${threadId}/runs`, request);
    const accepted = { threadId, runId: String(answer.body.run_id) };
    if (answer.status === 200) this.accepted.push(accepted);
    return { ...answer, ...accepted };
  }

  /** How many of the accepted runs are at what; a number that is no status: the server does not say. */
  async tally(): Promise<Record<string, number>> {
    const counts: Record<string, number> = {};
    for (const { threadId, runId } of this.accepted) {
      const { status, body } = await this.call('GET', `/api/threads/${threadId}/runs/${runId}`);
      const word = status === 200 ? String(body.status) : String(status);
      counts[word] = (counts[word] ?? 0) + 1;
    }
    return counts;
  }

  async values({ threadId }: Accepted): Promise<Record<string, unknown>> {
    const { body } = await this.call('GET', `/api/threads/${threadId}/state`);
    return body.values as Record<string, unknown>; // the state of a graph is an object
  }

  async metrics(): Promise<Map<string, number>> {
    const response = await fetch(`${this.#address?.url}/metrics`);
    return parseMetrics(await response.text());
  }

  /** Of the process and of its PostgreSQL, as long as that lives. */
  async processorMs(): Promise<number> {
    const postgres = await readPostmasterFile(join(this.#data, 'postgres'));
    const pids = [this.#child.pid, postgres?.pid].filter((pid) => pid !== undefined);
    const each = await Promise.all(pids.map(timesOf));
    return each.flat().reduce((sum, ticks) => sum + ticks, 0) * TICK_MS;
  }

  async stop(): Promise<void> {
    await endProcess(this.#child, 'SIGTERM');
  }
}

/** User and system, its own and of its children that have ended. */
async function timesOf(pid: number): Promise<number[]> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return text
    .slice(text.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 15)
    .map(Number);
}
