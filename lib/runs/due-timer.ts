import type { Database } from '#lib/store/database';
import type { Notification } from '#lib/store/hub';
import { logger } from './logger';
import { Lookout } from './lookout';

export interface DueWork {
  /** For the log. */
  name: string;
  /** Does what is due now, and ends early when the signal is aborted. @returns how much it did */
  tick: (signal: AbortSignal) => Promise<number>;
  /** Milliseconds until the next work is due, by the database's clock; null: none is known. */
  msUntilDue: () => Promise<number | null>;
  /** At least this long between two looks, so that work comes in batches. Default 0. */
  minMs?: number;
  /** At most this long between two looks. Default: as long as nothing is due. */
  maxMs?: number;
  /** Whether a notification says that the next work may be due earlier than was known. */
  concerns?: (notification: Notification) => boolean;
}

const FIRST_RETRY_MS = 1_000;
const LAST_RETRY_MS = 60_000;

/**
 * Does work when it is due. When that is, the data says; then it sleeps, and never polls. Without `start()`, tests drive it by
 * `tick()`.
 */
export class DueTimer {
  readonly #db: Database;
  readonly #work: DueWork;
  readonly #stopping = new AbortController();
  readonly #lookout = new Lookout(() => this.#tickAndAsk());
  #unsubscribe: (() => void) | undefined;
  #failures = 0;

  constructor(db: Database, work: DueWork) {
    this.#db = db;
    this.#work = work;
  }

  start(): void {
    this.#unsubscribe ??= this.#db.hub.subscribe((notification) => {
      if (notification.k === 'resync' || this.#work.concerns?.(notification)) this.#lookout.look();
    });
    this.#lookout.look();
  }

  /** Looks as soon as it can, as a notification makes it do, if it was started. */
  call(): void {
    if (this.#unsubscribe) this.#lookout.look();
  }

  tick(): Promise<number> {
    return this.#work.tick(this.#stopping.signal);
  }

  /** Ends after the piece of work that is under way. Final. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#unsubscribe?.();
    await this.#lookout.stop();
  }

  async #tickAndAsk(): Promise<number> {
    const { name, minMs = 0, maxMs = Number.POSITIVE_INFINITY } = this.#work;
    try {
      await this.tick();
      const ms = (await this.#work.msUntilDue()) ?? maxMs;
      this.#failures = 0;
      return Math.min(Math.max(ms, minMs), maxMs);
    } catch (error) {
      logger().warn({ err: error }, `${name}: not all that is due could be done; trying again`);
      return Math.min(FIRST_RETRY_MS * 2 ** this.#failures++, LAST_RETRY_MS);
    }
  }
}
