/** Items side by side, which lists of different lengths share. */
class Line<Item> {
  readonly items: Item[] = [];
  readonly start: number;

  /** `base`: what comes before these items, where another line goes on differently. */
  constructor(readonly base?: GrowingList<Item>) {
    this.start = base?.length ?? 0;
  }

  get end(): number {
    return this.start + this.items.length;
  }
}

/**
 * A list that never changes: to append to it makes another one, which shares its items. That costs as much as is appended,
 * however long the list is, and so does every branch.
 */
export class GrowingList<Item = unknown> {
  /** Where its items are, once another list goes on from it; before that, the last ones are its own. */
  private line: Line<Item> | undefined;

  private constructor(
    private before: GrowingList<Item> | undefined,
    private own: readonly Item[],
    readonly length: number,
  ) {}

  /** `items` must not be changed any more. */
  static of<Item>(items: readonly Item[] = []): GrowingList<Item> {
    return new GrowingList(undefined, items, items.length);
  }

  append(items: readonly Item[]): GrowingList<Item> {
    if (items.length === 0) return this;
    this.settle();
    return new GrowingList(this, items, this.length + items.length);
  }

  /** The items from place `start` on. */
  items(start = 0): Item[] {
    const parts: (readonly Item[])[] = [];
    for (let list: GrowingList<Item> | undefined = this; list && list.length > start; ) {
      const line: Line<Item> | undefined = list.line;
      const from: number = line ? line.start : list.length - list.own.length;
      parts.push((line ? line.items : list.own).slice(Math.max(0, start - from), list.length - from));
      list = line ? line.base : list.before;
    }
    const [first = []] = parts;
    return parts.length < 2 ? [...first] : (parts.reverse().flat(1) as Item[]); // of lists of items
  }

  /** The lines that it goes along, and the first place of each that is no longer its own. */
  *lines(): Generator<{ line: Readonly<Line<Item>>; end: number }> {
    for (let list: GrowingList<Item> | undefined = this; list; ) {
      const line: Line<Item> = list.settle();
      yield { line, end: list.length };
      list = line.base;
    }
  }

  private settle(): Line<Item> {
    if (this.line) return this.line;
    let line = this.before?.settle() ?? new Line<Item>();
    // Another list has gone on from there before.
    if (line.end !== this.length - this.own.length) line = new Line(this.before);
    for (const item of this.own) line.items.push(item);
    this.line = line;
    this.before = undefined;
    this.own = [];
    return line;
  }
}

interface Places {
  /** How many items of the line are known. */
  count: number;
  /** The first place of each key. */
  readonly first: Map<unknown, number>;
}

/** Says whether a list has an item with some key, and looks at each item once, whatever lists share it. */
export class ListIndex<Item = unknown> {
  private readonly byLine = new WeakMap<object, Places>();

  constructor(private readonly keyOf: (item: Item) => unknown) {}

  has(list: GrowingList<Item>, key: unknown): boolean {
    for (const { line, end } of list.lines()) {
      const place = this.placesOf(line).first.get(key);
      if (place !== undefined && place < end) return true;
    }
    return false;
  }

  private placesOf(line: Readonly<Line<Item>>): Places {
    const places = this.byLine.get(line) ?? { count: 0, first: new Map<unknown, number>() };
    this.byLine.set(line, places);
    for (; places.count < line.items.length; places.count++) {
      const key = this.keyOf(line.items[places.count] as Item); // there is one at this place
      if (!places.first.has(key)) places.first.set(key, line.start + places.count);
    }
    return places;
  }
}
