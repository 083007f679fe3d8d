import { type KeyMap, ownKey } from './key-map';
import { holdsOn, type ShortcutGroup, shortcutCatalogue } from './shortcut-catalogue';

/** One thing that a key does. */
export interface KeyMeaning {
  /** As the catalogue names it. */
  key: string;
  what: () => string;
  group: ShortcutGroup;
}

export interface KeyChange {
  key: string;
  /** What shall be pressed for it. */
  own: string;
}

export type Proposal =
  | { kind: 'free'; map: KeyMap }
  /** `swapped`: what it comes to when the other gets this one's key; null where that does not help. */
  | { kind: 'taken'; by: KeyMeaning[]; swapped: KeyMap | null }
  | { kind: 'malformed' };

/** A sign, one with Alt, or two signs one after the other. */
const OWN_KEY = /^(?:Alt\+)?[^\s\p{C}]$|^[^\s\p{C}] [^\s\p{C}]$/u;

const meanings: KeyMeaning[] = shortcutCatalogue.flatMap((group) =>
  group.entries.flatMap(({ keys, what }) => keys.flatMap(spelledOut).map((key) => ({ key, what, group }))),
);

/** Keys with a modifier, Enter, Escape and the digits of the views stay what they are. */
export function isRemappable(key: string): boolean {
  return OWN_KEY.test(key) && shortcutCatalogue.some(({ entries }) => entries.some(({ keys }) => keys.includes(key)));
}

/** A key that means one thing on several screens is changed for all of them. */
export function proposeKey(map: KeyMap, change: KeyChange): Proposal {
  if (!OWN_KEY.test(change.own)) return { kind: 'malformed' };
  const by = takenBy(map, change);
  return by.length === 0
    ? { kind: 'free', map: withKey(map, change) }
    : { kind: 'taken', by, swapped: swap(map, change) };
}

/** Whatever was kept: what is no key, is unknown by now or clashes with another one is as if nobody had chosen. */
export function parseKeyMap(stored: Record<string, unknown>): KeyMap {
  const known = Object.entries(stored).filter(
    (entry): entry is [string, string] =>
      isRemappable(entry[0]) && typeof entry[1] === 'string' && OWN_KEY.test(entry[1]) && entry[0] !== entry[1],
  );
  return withoutClashes(Object.fromEntries(known));
}

/** What nobody could tell apart, were the change made. */
function takenBy(map: KeyMap, { key, own }: KeyChange): KeyMeaning[] {
  const groups = meanings.filter((each) => each.key === key).map(({ group }) => group);
  return meanings.filter(
    (other) =>
      other.key !== key && clash(ownKey(map, other.key), own) && groups.some((group) => meet(group, other.group)),
  );
}

function swap(map: KeyMap, change: KeyChange): KeyMap | null {
  const [other, ...more] = new Set(takenBy(map, change).map(({ key }) => key));
  if (other === undefined || more.length > 0 || !isRemappable(other)) return null;
  const swapped = withKey(withKey(map, change), { key: other, own: ownKey(map, change.key) });
  return withoutClashes(swapped) === swapped ? swapped : null;
}

/** Only what differs is kept. */
function withKey(map: KeyMap, { key, own }: KeyChange): KeyMap {
  const { [key]: _before, ...others } = map;
  return own === key ? others : { ...others, [key]: own };
}

/** @returns the same map when it has none */
function withoutClashes(map: KeyMap): KeyMap {
  const all = [...new Set(meanings.map(({ key }) => key))];
  const clashing = new Set(all.filter((key) => takenBy(map, { key, own: ownKey(map, key) }).length > 0));
  if (clashing.size === 0) return map;
  return withoutClashes(Object.fromEntries(Object.entries(map).filter(([key]) => !clashing.has(key))));
}

/** One of them hides the other, or begins it. */
function clash(one: string, other: string): boolean {
  return one === other || one.startsWith(`${other} `) || other.startsWith(`${one} `);
}

/** Whether some screen has both. */
function meet(one: ShortcutGroup, other: ShortcutGroup): boolean {
  const all = ({ on, beside = [] }: ShortcutGroup) => [...on, ...beside];
  const holds = (group: ShortcutGroup) => (address: string) => holdsOn({ ...group, on: all(group) }, address);
  return all(one).some(holds(other)) || all(other).some(holds(one));
}

function spelledOut(key: string): string[] {
  return key === '1-9' ? [...'123456789'] : [key];
}
