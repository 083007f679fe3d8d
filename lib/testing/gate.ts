/** Lets a test hold a node at a point and see that it got there. */
export class Gate {
  #open!: () => void;
  #arrive!: () => void;
  readonly #opened = new Promise<void>((resolve) => (this.#open = resolve));
  /** Resolves when somebody has come to the gate. */
  readonly reached = new Promise<void>((resolve) => (this.#arrive = resolve));

  open(): void {
    this.#open();
  }

  /** Waits until the gate is open; with a signal, rejects as soon as that is aborted. */
  async pass(signal?: AbortSignal): Promise<void> {
    this.#arrive();
    if (!signal) return this.#opened;
    const aborted = new Promise<never>((_, reject) =>
      signal.addEventListener('abort', () => reject(signal.reason), { once: true }),
    );
    signal.throwIfAborted();
    await Promise.race([this.#opened, aborted]);
  }
}
