export interface Mention {
  /** Where its `@` is in the text. */
  start: number;
  end: number;
  /** As it is known, however it was spelt. */
  name: string;
}

/** Who of `names` is mentioned in a text, as `@Ada Lovelace`: at each place the longest name that stands there. */
export function findMentions(text: string, names: readonly string[]): Mention[] {
  const longestFirst = [...names].sort((a, b) => b.length - a.length);
  const mentions: Mention[] = [];
  for (const { index } of text.matchAll(/(?<![\p{L}\p{N}_])@/gu)) {
    const name = longestFirst.find((each) => standsAt(text, index + 1, each));
    if (name) mentions.push({ start: index, end: index + 1 + name.length, name });
  }
  return mentions;
}

/** As a whole, and not as the beginning of a longer one: `@Ada` is not in `@Adam`. */
function standsAt(text: string, start: number, name: string): boolean {
  const end = start + name.length;
  const isThere = text.slice(start, end).toLocaleLowerCase() === name.toLocaleLowerCase();
  return isThere && !/^[\p{L}\p{N}_]/u.test(text.slice(end, end + 2));
}

/** What somebody types behind an `@`, up to where they are. */
export interface MentionTyped {
  start: number;
  query: string;
}

/** Null: no name is being typed there. A name may have two words. */
export function mentionTypedAt(text: string, caret: number): MentionTyped | null {
  const typed = /(?:^|[^\p{L}\p{N}_])@([^\s@]{0,40}(?: [^\s@]{0,40})?)$/u.exec(text.slice(0, caret));
  const query = typed?.[1];
  return query === undefined ? null : { start: caret - query.length - 1, query };
}

const MOST = 6;

/** The names of which a word begins with what was typed. */
export function namesFor(query: string, names: readonly string[]): string[] {
  const typed = query.toLocaleLowerCase();
  const fits = (name: string) => ` ${name.toLocaleLowerCase()}`.includes(` ${typed}`);
  return names.filter(fits).slice(0, MOST);
}
