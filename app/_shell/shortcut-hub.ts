import { type KeyMap, ownKey } from './key-map';

/** What a key of the catalogue does, whatever somebody presses for it: "j", "g i" (one after the other), "J" (with Shift), "mod+Enter", "mod+Shift+j". */
export type Shortcuts = Record<string, () => void>;

/** Who presses "g" and thinks better of it has not begun a sequence for ever. */
const SEQUENCE_MS = 1500;

/**
 * Everything that keys do at a moment. A key does one thing: what a screen says goes before what holds everywhere, and what was
 * registered last before the rest.
 */
export class ShortcutHub {
  #registered: Shortcuts[] = [];
  #lead: { key: string; at: number } | null = null;
  #keyMap: KeyMap = {};

  /** From now on the keys are those that a person has chosen. */
  setKeys(keyMap: KeyMap): void {
    this.#keyMap = keyMap;
  }

  /** @returns the way to take it away again */
  add(shortcuts: Shortcuts): () => void {
    return this.#put([shortcuts, ...this.#registered], shortcuts);
  }

  /** What holds everywhere. Its component lies around all others, whose order of mounting is theirs. */
  addEverywhere(shortcuts: Shortcuts): () => void {
    return this.#put([...this.#registered, shortcuts], shortcuts);
  }

  #put(all: Shortcuts[], shortcuts: Shortcuts): () => void {
    this.#registered = all;
    return () => {
      this.#registered = this.#registered.filter((each) => each !== shortcuts);
    };
  }

  /** What is to be done now that a key was pressed. @param at milliseconds */
  press(key: string, at: number): (() => void) | null {
    const lead = this.#lead;
    this.#lead = null;
    if (lead !== null && at - lead.at < SEQUENCE_MS) return this.#pressed(`${lead.key} ${key}`);
    if (this.#begins(key)) this.#lead = { key, at };
    return this.#pressed(key);
  }

  /** What a key of the catalogue does now. */
  actionOf(keys: string): (() => void) | null {
    return this.#registered.find((shortcuts) => shortcuts[keys] !== undefined)?.[keys] ?? null;
  }

  #pressed(pressed: string): (() => void) | null {
    const meant = this.#keys().find((keys) => ownKey(this.#keyMap, keys) === pressed);
    return meant === undefined ? null : this.actionOf(meant);
  }

  #begins(key: string): boolean {
    return this.#keys().some((keys) => ownKey(this.#keyMap, keys).startsWith(`${key} `));
  }

  #keys(): string[] {
    return this.#registered.flatMap((shortcuts) => Object.keys(shortcuts));
  }
}

/** Of this tab. */
export const shortcutHub = new ShortcutHub();
