import type { Run } from '#lib/store/generated/client';
import type { ClaimedRun } from './lease';

/** What the row of a run says of the worker that executes it. */
export interface NewClaim {
  workerId: string;
  token: string;
  leaseMs: number;
}

/** A run that is claimed from its first moment. */
export interface Arrival {
  row: Run;
  claimed: ClaimedRun;
}

/** Null: something stood in its way, and nothing was written. */
export type CreateClaimed = (claim: NewClaim) => Promise<Arrival | null>;

/** Executes runs, and may have room for one at once. */
export interface Host {
  /** Has a run created for itself. @returns undefined when it has no room that nobody else waits for */
  receive(create: CreateClaimed): Promise<Arrival | null> | undefined;
}

/** Where runs arrive in this process: a worker of the same process may take one in the statement that creates it. */
export class Arrivals {
  #host: Host | undefined;

  /** @returns how to end it */
  open(host: Host): () => void {
    this.#host = host;
    return () => {
      if (this.#host === host) this.#host = undefined;
    };
  }

  receive(create: CreateClaimed): Promise<Arrival | null> | undefined {
    return this.#host?.receive(create);
  }
}
