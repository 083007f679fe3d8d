/** A list as it was when it became a channel's value. */
export interface ListState {
  readonly length: number;
  /** What it was in its channel before something was appended. */
  readonly before?: { readonly channel: string; readonly state: ListState };
}

const KEY = Symbol.for('holdpoint.engine.lists');
// Bundlers load this module several times in one process; a saver must know a list whichever copy made it.
const slots = globalThis as { [KEY]?: WeakMap<readonly unknown[], ListState> };
slots[KEY] ??= new WeakMap();
const states: WeakMap<readonly unknown[], ListState> = slots[KEY];

/** Undefined for a list that nobody knows, and for one of another length: it was changed since, and not by its channel. */
export function knownState(list: readonly unknown[]): ListState | undefined {
  const state = states.get(list);
  return state?.length === list.length ? state : undefined;
}

export function stateOf(list: readonly unknown[]): ListState {
  const state = knownState(list) ?? { length: list.length };
  states.set(list, state);
  return state;
}

export function rememberState(list: readonly unknown[], state: ListState): void {
  states.set(list, state);
}

export function forgetState(list: readonly unknown[]): void {
  states.delete(list);
}
