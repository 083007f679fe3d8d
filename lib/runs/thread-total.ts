import type { Database } from '#lib/store/database';

interface Counted {
  total: number;
  /** Where counting stopped, if there were more. */
  atMost: number;
  /** The thread that was created last. */
  newest: string;
  at: number;
}

/** In case a notification got lost. */
const GOOD_FOR_MS = 5_000;

/**
 * How many threads there are in all, remembered until one came, went or changed: to count ten thousand takes longer than to find
 * ten. A new one shows by itself; of one that went, this process knows at once, and others as soon as they hear of it.
 */
export class ThreadTotal {
  #counted: Counted | undefined;
  #changes = 0;

  constructor({ hub }: Pick<Database, 'hub'>) {
    hub.subscribe(({ k }) => {
      if (k === 'thread' || k === 'resync') this.forget();
    });
  }

  static of(db: Database): ThreadTotal {
    const total = totals.get(db) ?? new ThreadTotal(db);
    totals.set(db, total);
    return total;
  }

  /** The total, counted to `atMost` by `count` if it is not known. */
  async get({ atMost, newest }: Pick<Counted, 'atMost' | 'newest'>, count: () => Promise<number>): Promise<number> {
    const known = this.#counted;
    if (known && isGood(known, newest) && (known.total < known.atMost || atMost <= known.atMost)) {
      return Math.min(known.total, atMost);
    }
    const changes = this.#changes;
    const at = performance.now();
    const total = await count();
    if (changes === this.#changes) this.#counted = { total, atMost, newest, at };
    return total;
  }

  forget(): void {
    this.#counted = undefined;
    this.#changes++;
  }
}

function isGood({ newest, at }: Counted, newestNow: string): boolean {
  return newest === newestNow && performance.now() - at < GOOD_FOR_MS;
}

const totals = new WeakMap<Database, ThreadTotal>();
