/** What one person has changed: a key as `shortcutCatalogue` names it, and the one that is pressed instead. */
export type KeyMap = Readonly<Record<string, string>>;

/** What is pressed for a key of the catalogue. */
export function ownKey(map: KeyMap, key: string): string {
  return Object.hasOwn(map, key) ? (map[key] ?? key) : key;
}

/** For `aria-keyshortcuts`, which knows no keys one after the other. */
export function ariaKeys(pressed: string): string | undefined {
  if (pressed.includes(' ')) return undefined;
  const keys = pressed.replace(/^\p{Lu}$/u, 'Shift+$&').replace(/\+$/, 'Plus');
  return keys.startsWith('mod+') ? `${keys.replace('mod', 'Control')} ${keys.replace('mod', 'Meta')}` : keys;
}
