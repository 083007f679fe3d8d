import type { Database } from '#lib/store/database';

interface Counted {
  total: number;
  /** Where counting would have stopped. */
  atMost: number;
  at: number;
}

/** In case a notification got lost. */
const GOOD_FOR_MS = 5_000;

/**
 * How many threads there are, remembered until a process says that one came, went or changed: to count ten thousand takes
 * longer than to find ten.
 */
export class ThreadTotal {
  #known: Counted | undefined;
  #changes = 0;

  private constructor({ hub }: Database) {
    hub.subscribe(({ k }) => {
      if (k !== 'thread' && k !== 'resync') return;
      this.#known = undefined;
      this.#changes++;
    });
  }

  static of(db: Database): ThreadTotal {
    const known = totals.get(db) ?? new ThreadTotal(db);
    totals.set(db, known);
    return known;
  }

  /** The total, counted to `atMost`; undefined when it has to be counted. */
  get(atMost: number): number | undefined {
    if (!this.#known || performance.now() - this.#known.at > GOOD_FOR_MS) return undefined;
    const { total, atMost: counted } = this.#known;
    return total < counted || atMost <= counted ? Math.min(total, atMost) : undefined;
  }

  /** Call it before counting. @returns what to tell the result to; it is forgotten if something changed meanwhile */
  begin(atMost: number): (total: number) => void {
    const changes = this.#changes;
    const at = performance.now();
    return (total) => {
      if (changes === this.#changes) this.#known = { total, atMost, at };
    };
  }
}

const totals = new WeakMap<Database, ThreadTotal>();
