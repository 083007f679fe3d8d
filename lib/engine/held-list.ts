import { GrowingList, type ListIndex } from './growing-list';
import { HELD, type Held, isHeld } from './held-value';
import { type ListState, rememberState, stateOf } from './list-state';

/** Lists below this length are copied as soon. */
export const LONG_LIST = 32;

/** What is there before a run, and belongs to nobody. */
export interface KeptItems {
  readonly list: GrowingList;
  /** Copies items for a run, which may do with them what it likes. */
  copy(items: unknown[]): unknown[];
}

/** The kept items of one run, copied once for all who read them. */
class Origin {
  private copies: unknown[] | undefined;

  constructor(private readonly kept: KeptItems) {}

  get list(): GrowingList {
    return this.kept.list;
  }

  copied(): unknown[] {
    this.copies ??= this.kept.copy(this.list.items());
    return this.copies;
  }
}

const NOTHING_KEPT: KeptItems = { list: GrowingList.of(), copy: (items) => items };

/**
 * A list as a channel holds it: items that are kept, and behind them those that this run has appended. As long as nobody reads
 * it, no array is made of it; all who read it see the same one.
 */
export class HeldList implements Held {
  readonly [HELD] = true;
  private array: unknown[] | undefined;

  /** A list it goes on from, and that was read: the beginning of its array. */
  private prior: HeldList | undefined;

  private constructor(
    private readonly origin: Origin,
    private readonly own: GrowingList,
    readonly state: ListState,
  ) {}

  /** What a saver keeps. */
  static of(kept: KeptItems): HeldList {
    return new HeldList(new Origin(kept), GrowingList.of(), { length: kept.list.length });
  }

  /** An array that has become a channel's value. */
  static around(array: unknown[]): HeldList {
    const list = new HeldList(new Origin(NOTHING_KEPT), GrowingList.of([...array]), stateOf(array));
    list.array = array;
    return list;
  }

  get length(): number {
    return this.origin.list.length + this.own.length;
  }

  /** Whether somebody who read it has made it longer or shorter in its place. */
  get isChanged(): boolean {
    return this.array !== undefined && this.array.length !== this.length;
  }

  take(): unknown[] {
    this.array ??= this.makeArray();
    return this.array;
  }

  append(items: readonly unknown[], channel: string): HeldList {
    const state = { length: this.length + items.length, before: { channel, state: this.state } };
    const longer = new HeldList(this.origin, this.own.append(items), state);
    longer.prior = this.array ? this : this.prior;
    return longer;
  }

  /** The items from place `start` on, as they are: not for those who change them. */
  items(start = 0): unknown[] {
    const { list } = this.origin;
    const own = this.own.items(Math.max(0, start - list.length));
    return start < list.length ? list.items(start).concat(own) : own;
  }

  has<Item>(index: ListIndex<Item>, key: unknown): boolean {
    const lists = [this.own, this.origin.list] as GrowingList<Item>[]; // the index says what it makes of the items
    return lists.some((list) => index.has(list, key));
  }

  private makeArray(): unknown[] {
    const { prior, origin } = this;
    const isPrior = prior?.array !== undefined && !prior.isChanged;
    const start = isPrior ? prior.array : origin.copied();
    const array = (start ?? []).concat(this.own.items((start?.length ?? 0) - origin.list.length));
    this.prior = undefined;
    rememberState(array, this.state);
    return array;
  }
}

/** Also of one that another copy of this module has made. */
export function isHeldList(value: unknown): value is HeldList {
  return isHeld(value) && 'append' in value;
}
