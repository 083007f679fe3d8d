import type { Database } from '#lib/store/database';
import type { Notification } from '#lib/store/hub';

/**
 * Turns notifications into "look again": one that arrives while nobody waits is kept for the next wait, so nothing that
 * happens between a look and a wait is missed.
 */
export class Wake {
  readonly #unsubscribe: () => void;
  #called = false;
  #resume: (() => void) | undefined;

  private constructor(db: Database, concerns: (notification: Notification) => boolean) {
    this.#unsubscribe = db.hub.subscribe((notification) => {
      if (concerns(notification)) this.#call();
    });
  }

  /** Wakes for a run's notifications of these kinds, and when some may have been missed. */
  static onRun(db: Database, runId: string, kinds: Notification['k'][]): Wake {
    return new Wake(db, (note) => note.k === 'resync' || ('r' in note && note.r === runId && kinds.includes(note.k)));
  }

  /** Resolves at the next call, or when the signal is aborted. */
  async next(signal?: AbortSignal): Promise<void> {
    const call = () => this.#call();
    signal?.addEventListener('abort', call, { once: true });
    if (!this.#called && !signal?.aborted) await new Promise<void>((resolve) => (this.#resume = resolve));
    signal?.removeEventListener('abort', call);
    this.#called = false;
    this.#resume = undefined;
  }

  close(): void {
    this.#unsubscribe();
  }

  #call(): void {
    this.#called = true;
    this.#resume?.();
  }
}
