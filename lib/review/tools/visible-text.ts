/** Letters that nobody sees, or that turn the order of others around: what is read would not be what is run. */
const INVISIBLE = /(?![\t\n\r])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** A text in which such letters are told by their numbers, as ⟨U+202E⟩. */
export function visibleText(text: string): string {
  return text.replace(INVISIBLE, (letter) => {
    const code = letter.codePointAt(0) ?? 0;
    return `⟨U+${code.toString(16).toUpperCase().padStart(4, '0')}⟩`;
  });
}
