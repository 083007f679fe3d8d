import type { Database } from '#lib/store/database';
import type { Notification } from '#lib/store/hub';
import { isTerminal } from './run-status';

/**
 * Turns notifications into "look again": one that arrives while nobody waits is kept for the next wait, so nothing that
 * happens between a look and a wait is missed.
 */
export class Wake {
  readonly #unsubscribe: () => void;
  #called = false;
  #resume: (() => void) | undefined;

  private constructor(db: Database, runId: string, concerns: (notification: Notification) => boolean) {
    this.#unsubscribe = db.hub.subscribe((notification) => {
      if (concerns(notification)) this.call();
    }, runId);
  }

  /** Wakes when a run has new events, when it has ended or is gone, and when some notifications may have been missed. */
  static onRun(db: Database, runId: string): Wake {
    return new Wake(db, runId, (note) => isResync(note) || isEnd(note) || note.k === 'events');
  }

  /** The same, without its events, and without the end of a run whose end is told otherwise. */
  static onRunEnd(db: Database, runId: string, isTold: () => boolean): Wake {
    return new Wake(db, runId, (note) => isResync(note) || (isEnd(note) && !isTold()));
  }

  /** Resolves at the next call, or when the signal is aborted. */
  async next(signal?: AbortSignal): Promise<void> {
    const call = () => this.call();
    signal?.addEventListener('abort', call, { once: true });
    if (!this.#called && !signal?.aborted) await new Promise<void>((resolve) => (this.#resume = resolve));
    signal?.removeEventListener('abort', call);
    this.#called = false;
    this.#resume = undefined;
  }

  /** As a notification does. */
  call(): void {
    this.#called = true;
    this.#resume?.();
  }

  close(): void {
    this.#unsubscribe();
  }
}

function isResync(note: Notification): boolean {
  return note.k === 'resync';
}

function isEnd(note: Notification): boolean {
  return note.k === 'run' && (note.s === null || isTerminal(note.s));
}
