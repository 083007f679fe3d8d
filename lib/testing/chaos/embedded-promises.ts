import pg from 'pg';
import type { EmbeddedMessage } from './embedded-entry';

/** What processes on the embedded database were promised before they were killed, and whether it is still there. */
export class EmbeddedPromises {
  readonly #accepted = new Set<string>();
  readonly #answered = new Map<string, string>();
  /** The word that a run's graph puts into the state when it succeeds, by run. */
  readonly #ended = new Map<string, { status: string; word: string }>();

  hear(message: EmbeddedMessage): void {
    if (message.is === 'accepted') this.#accepted.add(message.runId);
    if (message.is === 'answered') this.#answered.set(message.interruptId, message.runId);
    if (message.is === 'ended') this.#ended.set(message.runId, message);
  }

  get accepted(): number {
    return this.#accepted.size;
  }

  get summary(): string {
    return `${this.#accepted.size} runs accepted, ${this.#ended.size} ended, ${this.#answered.size} answers`;
  }

  /** What is not as it was promised. */
  async broken(database: pg.Client): Promise<string[]> {
    const { rows } = await database.query<{ id: string; status: string }>('SELECT id, status FROM runs');
    const statuses = new Map(rows.map(({ id, status }) => [id, status]));
    return [
      ...[...this.#accepted].filter((id) => !statuses.has(id)).map((id) => `run ${id} was accepted and is gone`),
      ...[...this.#ended]
        .filter(([id, { status }]) => statuses.get(id) !== status)
        .map(([id, { status }]) => `run ${id} had ended with ${status} and is ${statuses.get(id)}`),
      ...(await this.#lostAnswers(database)),
      ...(await this.#lostStates(database)),
    ];
  }

  async #lostAnswers(database: pg.Client): Promise<string[]> {
    const { rows } = await database.query<{ id: string; outcome: string; answer_run_id: string }>(
      'SELECT id, outcome, answer_run_id FROM interrupts',
    );
    const answers = new Map(rows.map(({ id, outcome, answer_run_id }) => [id, `${outcome} by ${answer_run_id}`]));
    return [...this.#answered]
      .filter(([id, runId]) => answers.get(id) !== `answered by ${runId}`)
      .map(([id, runId]) => `question ${id} had been answered by run ${runId} and is ${answers.get(id)}`);
  }

  async #lostStates(database: pg.Client): Promise<string[]> {
    const { rows } = await database.query<{ run_id: string; value: string }>(
      "SELECT run_id, string_agg(value::text, ' ') AS value FROM channel_values WHERE channel = 'log' GROUP BY run_id",
    );
    const written = new Map(rows.map(({ run_id, value }) => [run_id, value]));
    return [...this.#ended]
      .filter(([id, { status, word }]) => status === 'success' && !written.get(id)?.includes(word))
      .map(([id]) => `run ${id} had succeeded, and it wrote ${written.get(id)}`);
  }
}

/** Runs that have not come to their end. */
export async function countUnfinished(database: pg.Client): Promise<number> {
  const { rows } = await database.query<{ count: string }>(
    "SELECT count(*) FROM runs WHERE status IN ('pending', 'running')",
  );
  return Number(rows[0]?.count);
}

export async function connectTo(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, application_name: 'chaos' });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}
