import { LeaseLostError } from '#lib/errors';
import type { ClaimedRun } from './claimed-run';
import type { EndedRun } from './run-end';

export interface ActiveRun {
  run: ClaimedRun;
  controller: AbortController;
  done: Promise<EndedRun | undefined>;
}

/** What a worker executes, by lease token: a run that was taken from it may come back to it under another. */
export class ActiveRuns {
  readonly #byToken = new Map<string, ActiveRun>();

  get size(): number {
    return this.#byToken.size;
  }

  tokens(): string[] {
    return [...this.#byToken.keys()];
  }

  add(active: ActiveRun): void {
    this.#byToken.set(active.run.token, active);
  }

  remove({ token }: ClaimedRun): void {
    this.#byToken.delete(token);
  }

  find(runId: string): ActiveRun | undefined {
    return [...this.#byToken.values()].find(({ run }) => run.id === runId);
  }

  /** These runs were taken away: what their nodes still do is wasted, and what they write matches nothing. */
  lose(isLost: (run: ClaimedRun) => boolean): void {
    for (const { run, controller } of this.#byToken.values()) {
      if (isLost(run)) controller.abort(new LeaseLostError(run.id));
    }
  }

  /** Resolves when nothing is being executed. */
  async idle(): Promise<void> {
    while (this.size > 0) await Promise.all([...this.#byToken.values()].map(({ done }) => done));
  }
}
