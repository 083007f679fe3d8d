/** Where a reader was in a list, so that the way back leads there. */
export interface InboxPlace {
  /** After which cursor each page begins that was read. */
  cursors: (string | null)[];
  /** The newest question when the list was opened; null: not known yet. */
  since: string | null;
  /** The question that had the focus. */
  current: string | null;
  selected: string[];
  /** How far the screen was scrolled, in pixels. */
  scrollY: number;
}

const MOST = 20;

/** By the address of the list; the one left last is the last one. For this tab, until it is loaded anew. */
const places = new Map<string, InboxPlace>();

export function keepPlace(list: string, place: InboxPlace): void {
  places.delete(list);
  places.set(list, place);
  const [oldest] = places.keys();
  if (places.size > MOST && oldest !== undefined) places.delete(oldest);
}

/** Null for a list that was not left yet. */
export function placeIn(list: string): InboxPlace | null {
  return places.get(list) ?? null;
}
