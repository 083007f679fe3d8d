import type { Database } from '#lib/store/database';
import { patiently } from '#lib/store/patiently';
import type { ClaimedRun } from './claimed-run';
import type { RunOptions } from './run-options';

/** The run was executed longer than it may. */
export class RunTimeoutError extends Error {
  override readonly name = 'RunTimeoutError';
  readonly code = 'RUN_TIMEOUT';

  constructor(seconds: number) {
    super(
      `The run took longer than its ${seconds} s. Retry it to go on from its last checkpoint, or give it more time.`,
    );
  }
}

/**
 * When a run's time is up. It began when the run was first taken, by the database's clock, so a worker that takes it over
 * goes on counting; the wait in the queue before that does not count, nor does a question, which ends the run.
 */
export class RunDeadline {
  readonly #controller = new AbortController();
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly db: Database,
    private readonly run: Pick<ClaimedRun, 'id' | 'isFresh'>,
  ) {}

  /** Aborted with a RunTimeoutError when the time is up; never, when there is no limit. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Begins to count. `signal` ends the wait for a database in trouble. */
  async start({ timeoutSeconds }: Pick<RunOptions, 'timeoutSeconds'>, signal: AbortSignal): Promise<void> {
    if (timeoutSeconds === undefined) return;
    const stop = () => this.#controller.abort(new RunTimeoutError(timeoutSeconds));
    const msGone = this.run.isFresh ? 0 : await patiently(() => this.#msSinceStart(), signal);
    const msLeft = timeoutSeconds * 1000 - msGone;
    if (msLeft <= 0) stop();
    else this.#timer = setTimeout(stop, msLeft);
  }

  clear(): void {
    clearTimeout(this.#timer);
  }

  async #msSinceStart(): Promise<number> {
    const [row] = await this.db.sql.$queryRaw<{ ms: number | null }[]>`
      SELECT (extract(epoch FROM clock_timestamp() - started_at) * 1000)::float8 AS ms FROM runs WHERE id = ${this.run.id}::uuid`;
    return row?.ms ?? 0;
  }
}
