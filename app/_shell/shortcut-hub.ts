/** What a key does: "j", "g i" (one after the other), "J" (with Shift), "mod+Enter", "mod+Shift+j". */
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
    if (lead !== null && at - lead.at < SEQUENCE_MS) return this.actionOf(`${lead.key} ${key}`);
    if (this.#begins(key)) this.#lead = { key, at };
    return this.actionOf(key);
  }

  actionOf(keys: string): (() => void) | null {
    return this.#registered.find((shortcuts) => shortcuts[keys] !== undefined)?.[keys] ?? null;
  }

  #begins(key: string): boolean {
    return this.#registered.some((shortcuts) => Object.keys(shortcuts).some((keys) => keys.startsWith(`${key} `)));
  }
}

/** Of this tab. */
export const shortcutHub = new ShortcutHub();
