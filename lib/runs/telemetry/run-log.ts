import type { Logger } from 'pino';
import type { ClaimedRun } from '../claimed-run';
import { logger } from '../logger';
import type { CountedEnd } from './observe-run';

/** The lines of one execution. They carry ids, words of small unions and times; never inputs, answers or messages of errors. */
export class RunLog {
  readonly #log: Logger;
  readonly #attempt: number;

  constructor(run: ClaimedRun, workerId: string) {
    this.#attempt = run.attempt;
    this.#log = runLogger(run, workerId);
  }

  started(): void {
    if (this.#attempt > 1) this.#log.warn('a run is taken over from a worker that fell silent');
    else this.#log.debug('a run starts');
  }

  ended({ status, stopReason, error }: CountedEnd, seconds: number): void {
    this.#log.info(
      { status, reason: stopReason, duration_ms: Math.round(seconds * 1000), ...(error && { error: error.error }) },
      'a run ended',
    );
  }

  handedOver(): void {
    this.#log.info('a run goes back to the queue, because this worker stops');
  }

  leaseLost(): void {
    this.#log.warn('the lease of a run was not renewed in time; another worker goes on with it');
  }
}

/** The log of one run's execution: every line names the run, its thread and graph, the attempt and the worker. */
function runLogger({ id, threadId, graphId, attempt }: ClaimedRun, workerId: string): Logger {
  return logger().child({ run_id: id, thread_id: threadId, graph_id: graphId, attempt, worker_id: workerId });
}
