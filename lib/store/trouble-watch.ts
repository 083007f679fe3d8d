import { describeTrouble, isTrouble } from './database-trouble';

/** In words for people; null: all is well. */
export type Trouble = string | null;

type Listener = (trouble: Trouble) => void;

const FIRST_LOOK_MS = 5_000;
const LAST_LOOK_MS = 60_000;

/** Knows whether the database is in trouble: from the first statement that meets it until a look finds it well again. */
export class TroubleWatch {
  readonly #check: () => Promise<void>;
  readonly #listeners = new Set<Listener>();
  #trouble: Trouble = null;
  #timer: NodeJS.Timeout | undefined;
  #wellSince = Number.NEGATIVE_INFINITY;
  #lookMs = FIRST_LOOK_MS;
  #isClosed = false;

  /** `check` throws what is wrong. */
  constructor(check: () => Promise<void>) {
    this.#check = check;
  }

  get trouble(): Trouble {
    return this.#trouble;
  }

  /** Returns the function that ends the subscription. */
  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** A statement met this. */
  note(error: unknown): void {
    if (this.#trouble !== null || this.#isClosed) return;
    // A disk that is nearly full takes a little, again and again.
    const isBackSoon = performance.now() - this.#wellSince < LAST_LOOK_MS;
    this.#lookMs = isBackSoon ? Math.min(this.#lookMs * 2, LAST_LOOK_MS) : FIRST_LOOK_MS;
    this.#set(describeTrouble(error));
    this.#lookLater();
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    this.#listeners.clear();
  }

  #lookLater(): void {
    this.#timer = setTimeout(() => void this.#look(), this.#lookMs);
    this.#timer.unref();
  }

  async #look(): Promise<void> {
    const trouble = await this.#check().then(
      () => null,
      (error: unknown) => (isTrouble(error) ? describeTrouble(error) : null),
    );
    if (this.#isClosed) return;
    if (trouble === null) this.#wellSince = performance.now();
    else this.#lookLater();
    this.#set(trouble);
  }

  #set(trouble: Trouble): void {
    if (trouble === this.#trouble) return;
    this.#trouble = trouble;
    for (const listener of this.#listeners) listener(trouble);
  }
}
