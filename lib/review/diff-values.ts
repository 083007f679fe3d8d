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

function diffTexts(before: string, after: string): TextPart[] {
  const differ = new diff_match_patch();
  const diffs = differ.diff_main(before, after);
  // Whole words rather than the letters they happen to share.
  differ.diff_cleanupSemantic(diffs);
  return diffs.map(({ 0: operation, 1: text }) => ({ kind: KINDS[operation] ?? 'same', text }));
}
