import type { Database } from '#lib/store/database';
import { patiently } from '#lib/store/patiently';
import { forgottenRuns, releaseRun } from './lease';
import { warnUnlessTrouble } from './warn-unless-trouble';

/** What a worker knows of its own claims. */
export interface Claimant {
  readonly id: string;
  /** The lease tokens of the runs it executes. */
  tokens(): string[];
  /** Resolves when every claim that is under way by now has been answered, or has failed. */
  answered(): Promise<unknown>;
}

/**
 * Gives runs back to the queue that the database says a worker has, and that it does not know of: they were claimed, but the
 * answer was lost with a connection.
 */
export class LostClaims {
  readonly #db: Database;
  readonly #claimant: Claimant;
  #releasing: Promise<void> | undefined;
  #again = false;

  constructor(db: Database, claimant: Claimant) {
    this.#db = db;
    this.#claimant = claimant;
  }

  /** Looks once more, however often it is called meanwhile. Waits while the database is in trouble. */
  release(): Promise<void> {
    this.#again = true;
    this.#releasing ??= this.#releaseUntilDone().finally(() => {
      this.#releasing = undefined;
    });
    return this.#releasing;
  }

  async #releaseUntilDone(): Promise<void> {
    while (this.#again) {
      this.#again = false;
      try {
        await this.#release();
      } catch (error) {
        warnUnlessTrouble(error, 'cannot look for lost claims; they go on when their lease expires');
      }
    }
  }

  async #release(): Promise<void> {
    const { id: workerId } = this.#claimant;
    const on = { workerId, knownTokens: this.#claimant.tokens() };
    const forgotten = await patiently(() => forgottenRuns(this.#db, on));
    // The answers that tell of such runs may be under way yet.
    await this.#claimant.answered();
    const known = new Set(this.#claimant.tokens());
    for (const run of forgotten) if (!known.has(run.token)) await releaseRun(this.#db, run);
  }
}
