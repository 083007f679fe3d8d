import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { LangGraphRunnableConfig } from '#lib/engine';

const RETRY_MS = 50;
const CONNECTIONS = 4;

/**
 * The side effects of nodes: one line for each time a node is entered, committed at once on a connection of its own, so that it
 * stays whatever becomes of the superstep.
 */
export class Journal {
  readonly #pool: pg.Pool;
  /** The worker that executes in this process; nodes run only once it is there. */
  workerId = '';

  constructor(url: string) {
    this.#pool = new pg.Pool({ connectionString: url, application_name: 'chaos-journal', max: CONNECTIONS });
    // A connection may also break while it is between the pool and a query.
    this.#pool.on('connect', (client) => client.on('error', () => undefined));
    this.#pool.on('error', () => undefined);
  }

  /** @returns the new line's id, which the node puts into the state */
  async enter(node: string, config: LangGraphRunnableConfig): Promise<string> {
    const line = randomUUID();
    const { run_id, thread_id, checkpoint_ns } = config.configurable ?? {};
    const values = [line, run_id, thread_id, checkpoint_ns, config.metadata?.langgraph_step, node, this.workerId];
    for (;;) {
      try {
        await this.#pool.query(
          `INSERT INTO chaos_journal (line, run_id, thread_id, task, step, node, worker_id)
          VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING`,
          values,
        );
        return line;
      } catch {
        // The database is away, which says nothing about whether the line was written: hence its id, and again.
        config.signal?.throwIfAborted();
        await sleep(RETRY_MS);
      }
    }
  }

  async close(): Promise<void> {
    await this.#pool.end();
  }
}
