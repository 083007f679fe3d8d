// Which list is another one with more at its end. A saver that has stored the one need only store what is new in the other, so
// that a step costs what it adds and not what is there.

/** A list as it was when it became a channel's value. */
interface ListState {
  readonly length: number;
  /** What it was in its channel before something was appended. */
  readonly before?: { readonly channel: string; readonly state: ListState };
}

const KEY = Symbol.for('holdpoint.engine.lists');
// Bundlers load this module several times in one process; a saver must know a list whichever copy made it.
const slots = globalThis as { [KEY]?: WeakMap<readonly unknown[], ListState> };
slots[KEY] ??= new WeakMap();
const states: WeakMap<readonly unknown[], ListState> = slots[KEY];

interface Update {
  channel: string;
  before: unknown;
  writes: readonly unknown[];
  after: unknown;
}

/**
 * Remembers that a reducer has appended what was written, if it has: all that was there is still there, and there are as many
 * new items as were written. A write that was not appended may have changed an item in its place, which nobody could tell from
 * the list.
 */
export function rememberAppended({ channel, before, writes, after }: Update): void {
  if (!Array.isArray(before) || !Array.isArray(after)) return;
  // Whatever it was, it may have been changed.
  if (before === after) return void states.delete(after);
  const written = writes.reduce<number>((count, write) => count + (Array.isArray(write) ? write.length : 1), 0);
  if (after.length !== before.length + written || !startsWith(after, before)) return;
  const state = stateOf(before);
  if (state.length === before.length) states.set(after, { length: after.length, before: { channel, state } });
}

function stateOf(list: readonly unknown[]): ListState {
  const state = states.get(list) ?? { length: list.length };
  states.set(list, state);
  return state;
}

function startsWith(list: readonly unknown[], start: readonly unknown[]): boolean {
  for (let i = 0; i < start.length; i++) if (list[i] !== start[i]) return false;
  return true;
}

/** What a saver has stored of the lists of one channel. */
export class StoredLists<Stored> {
  readonly #channel: string;
  readonly #stored = new WeakMap<ListState, Stored>();

  constructor(channel: string) {
    this.#channel = channel;
  }

  /** `list` is what the saver was given, or has handed out. */
  add(list: unknown, stored: Stored): void {
    if (!Array.isArray(list)) return;
    if (states.get(list)?.length !== list.length) states.delete(list);
    this.#stored.set(stateOf(list), stored);
  }

  /** The newest list stored to which `list` only adds, and what it adds, from place `start` on. */
  before(list: unknown): { stored: Stored; start: number; items: unknown[] } | undefined {
    const state = Array.isArray(list) ? states.get(list) : undefined;
    // Of another length, it was changed since, and not by its channel.
    if (!Array.isArray(list) || state?.length !== list.length) return undefined;
    for (let { before } = state; before?.channel === this.#channel; before = before.state.before) {
      const stored = this.#stored.get(before.state);
      const start = before.state.length;
      if (stored !== undefined) return { stored, start, items: list.slice(start) };
    }
    return undefined;
  }
}
