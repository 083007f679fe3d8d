import type { ClaimedRun } from './claimed-run';
import type { EndedRun } from './run-end';

/** What the row of a run says of the worker that executes it. */
export interface NewClaim {
  workerId: string;
  token: string;
  leaseMs: number;
}

/** What came of work that could claim a run. */
export interface Claiming {
  /** The run that stands under the claim from now on; null: none does. */
  claimed: ClaimedRun | null;
}

/** A run in the hands of this process. */
export interface Execution {
  threadId: string;
  graphId: string;
  /** Resolves when it is in other hands, or, with its result, when it has come to its end here. */
  done: Promise<EndedRun | undefined>;
}

/** Executes runs, and may have room for one at once. */
export interface Host {
  executing(runId: string): Execution | undefined;
  /**
   * Has work done that may claim a run for it, and begins with that run.
   * @returns undefined when it has no room, or none that nobody else waits for
   */
  receive<Done extends Claiming>(work: (claim: NewClaim) => Promise<Done>): Promise<Done> | undefined;
}

/**
 * Where runs arrive in this process. Whoever creates a run, or ends the one before it, claims it in the same transaction for a
 * worker of this process that has room: then nobody has to be told of it, and nobody has to look for it.
 */
export class Arrivals {
  #host: Host | undefined;

  /** @returns how to close it again */
  open(host: Host): () => void {
    this.#host = host;
    return () => {
      if (this.#host === host) this.#host = undefined;
    };
  }

  executing(runId: string): Execution | undefined {
    return this.#host?.executing(runId);
  }

  /** Does the work, with a claim if somebody here has room. */
  claiming<Done extends Claiming>(work: (claim?: NewClaim) => Promise<Done>): Promise<Done> {
    return this.#host?.receive(work) ?? work();
  }
}
