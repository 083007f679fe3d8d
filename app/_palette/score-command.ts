const BEGINS = 1;
const BEGINS_WORD = 0.8;
const WITHIN = 0.5;

/** How well a command fits what was typed, from 0, not at all, to 1: each word has to be in it, and counts more where it begins. */
export function scoreCommand(name: string, typed: string): number {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return BEGINS;
  const text = name.toLowerCase();
  return Math.min(...words.map((word) => scoreWord(text, word)));
}

function scoreWord(text: string, word: string): number {
  if (text.startsWith(word)) return BEGINS;
  const at = text.indexOf(word);
  if (at === -1) return 0;
  return /[\s:,›]/.test(text[at - 1] ?? '') ? BEGINS_WORD : WITHIN;
}
