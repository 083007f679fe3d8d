// Which list is another one with more at its end. A saver that has stored the one need only store what is new in the other, so
// that a step costs what it adds and not what is there.
import { isHeldList } from './held-list';
import { forgetState, knownState, type ListState, rememberState, stateOf } from './list-state';

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
  if (before === after) forgetState(after);
  const written = writes.reduce<number>((count, write) => count + (Array.isArray(write) ? write.length : 1), 0);
  if (before === after || after.length !== before.length + written || !startsWith(after, before)) return;
  const state = stateOf(before);
  rememberState(after, { length: after.length, before: { channel, state } });
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
    if (isHeldList(list)) this.#stored.set(list.state, stored);
    else if (Array.isArray(list)) this.#stored.set(stateOf(list), stored);
  }

  /** The newest list stored to which `list` only adds, and what it adds, from place `start` on. */
  before(list: unknown): { stored: Stored; start: number; items: unknown[] } | undefined {
    const known = isHeldList(list) ? list : knownArray(list);
    for (let before = known?.state.before; before?.channel === this.#channel; before = before.state.before) {
      const stored = this.#stored.get(before.state);
      const start = before.state.length;
      if (stored !== undefined) return { stored, start, items: known?.items(start) ?? [] };
    }
    return undefined;
  }
}

function knownArray(list: unknown): { state: ListState; items(start: number): unknown[] } | undefined {
  const state = Array.isArray(list) ? knownState(list) : undefined;
  return state && Array.isArray(list) ? { state, items: (start) => list.slice(start) } : undefined;
}
