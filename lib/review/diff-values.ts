import { diff_match_patch } from '@dmsnell/diff-match-patch';
import { type StateChange, summarizeChange } from './summarize-change';

export interface TextPart {
  kind: 'same' | 'removed' | 'added';
  text: string;
}

export interface ValueChange extends StateChange {
  /** For a text that became another one: what of it stayed, went and came, in order. */
  parts?: TextPart[];
}

/** What was changed in a proposal, place by place; texts part by part. */
export function diffValues(proposed: unknown, edited: unknown): ValueChange[] {
  // Only what is inside something has a place, so both are put into one.
  const changes = summarizeChange({ value: proposed }, { value: edited });
  return changes.map((change) => {
    const { before, after, path } = change;
    const inside = { ...change, path: path.slice(1) };
    const areTexts = typeof before === 'string' && typeof after === 'string';
    return areTexts ? { ...inside, parts: diffTexts(before, after) } : inside;
  });
}

const KINDS: Record<number, TextPart['kind']> = { [-1]: 'removed', 0: 'same', 1: 'added' };

const WORDS = /[\p{L}\p{N}_]+|\s+|[^\p{L}\p{N}_\s]/gu;
const LINES = /[^\n]*\n|[^\n]+/g;

/** Line by line: the lines that stayed, went and came, in order. */
export function diffLines(before: string, after: string): TextPart[] {
  return diffTexts(before, after, LINES);
}

/** By whole words rather than the letters they happen to share: each word stands as one letter of its own in what is compared. */
function diffTexts(before: string, after: string, pieces = WORDS): TextPart[] {
  const words = new WordLetters(pieces);
  const [from, to] = [words.encode(before), words.encode(after)];
  if (words.count > MOST_WORDS)
    return [
      { kind: 'removed', text: before },
      { kind: 'added', text: after },
    ];
  const differ = new diff_match_patch();
  const diffs = differ.diff_main(from, to, false);
  // Of lines, a short one that stayed between two that changed is still worth telling.
  if (pieces === WORDS) differ.diff_cleanupSemantic(diffs);
  return diffs.map(({ 0: operation, 1: letters }) => ({
    kind: KINDS[operation] ?? 'same',
    text: words.decode(letters),
  }));
}

const SURROGATES = { first: 0xd800, count: 0x800 };
/** A text with more different words than there are letters is told as a whole. */
const MOST_WORDS = 0xffff - SURROGATES.count;

class WordLetters {
  readonly #pieces: RegExp;
  readonly #words: string[] = [];
  readonly #letters = new Map<string, string>();

  constructor(pieces: RegExp) {
    this.#pieces = pieces;
  }

  get count(): number {
    return this.#words.length;
  }

  encode(text: string): string {
    return (text.match(this.#pieces) ?? []).map((word) => this.#letterOf(word)).join('');
  }

  decode(letters: string): string {
    return [...letters].map((letter) => this.#words[indexOf(letter.charCodeAt(0))] ?? '').join('');
  }

  #letterOf(word: string): string {
    const known = this.#letters.get(word);
    if (known !== undefined) return known;
    const index = this.#words.push(word) - 1;
    const letter = String.fromCharCode(index < SURROGATES.first ? index : index + SURROGATES.count);
    this.#letters.set(word, letter);
    return letter;
  }
}

function indexOf(code: number): number {
  return code < SURROGATES.first ? code : code - SURROGATES.count;
}
