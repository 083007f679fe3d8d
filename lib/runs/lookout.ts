/** setTimeout takes no more than 31 bits of milliseconds. */
const MAX_TIMER_MS = 2 ** 31 - 1;

/**
 * Looks when it is told to, and again after as long as the last look said. However often it is told to while it looks, it looks
 * once more, so that nothing is missed that came after the look had begun.
 */
export class Lookout {
  readonly #lookAround: () => Promise<number>;
  #timer: NodeJS.Timeout | undefined;
  #looking: Promise<void> | undefined;
  #lookAgain = false;
  #isStopped = false;

  /** `lookAround` never fails. It gives the milliseconds until the next look. */
  constructor(lookAround: () => Promise<number>) {
    this.#lookAround = lookAround;
  }

  look(): void {
    if (this.#isStopped) return;
    this.#lookAgain = true;
    this.#looking ??= this.#lookUntilDone().finally(() => {
      this.#looking = undefined;
      // Told to after the last look had ended, and before this was known here.
      if (this.#lookAgain) this.look();
    });
  }

  /** Ends after the look that is under way. Final. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    await this.#looking;
  }

  async #lookUntilDone(): Promise<void> {
    while (this.#lookAgain && !this.#isStopped) {
      this.#lookAgain = false;
      this.#wakeIn(await this.#lookAround());
    }
  }

  #wakeIn(ms: number): void {
    clearTimeout(this.#timer);
    if (this.#isStopped) return;
    // One more, for timers that run ahead of the database's clock.
    this.#timer = setTimeout(() => this.look(), Math.min(Math.ceil(ms) + 1, MAX_TIMER_MS));
  }
}
