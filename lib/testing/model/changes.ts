/** So many round trips without news, one after the other, mean that nothing more will come. */
const QUIET_BEATS = 20;
/** The product waits a moment itself before it tries something again. */
const BEAT_EVERY_MS = 500;

/**
 * Tells that something may have changed. A change that comes while nobody waits is kept for the next wait. How long to wait is
 * counted in round trips through all that could bring news: they are as slow as the machine is, so slowness is never taken for
 * silence.
 */
export class Changes {
  readonly #beat: () => Promise<void>;
  #isTold = false;
  #resume: (() => void) | undefined;

  constructor(beat: () => Promise<void>) {
    this.#beat = beat;
  }

  tell(): void {
    this.#isTold = true;
    this.#resume?.();
  }

  /** Resolves at the next change, or with one that came since the last call; false: nothing more will come. */
  async next(): Promise<boolean> {
    for (let beats = 0; beats < QUIET_BEATS && !(await this.#isToldSoon()); beats++) await this.#beat();
    const wasTold = this.#isTold;
    this.#isTold = false;
    return wasTold;
  }

  async #isToldSoon(): Promise<boolean> {
    if (this.#isTold) return true;
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      this.#resume = resolve;
      timer = setTimeout(resolve, BEAT_EVERY_MS);
    });
    clearTimeout(timer);
    this.#resume = undefined;
    return this.#isTold;
  }
}
