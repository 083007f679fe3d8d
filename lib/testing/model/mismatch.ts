export interface Difference {
  what: string;
  expected: readonly unknown[];
  seen: unknown;
}

const MAX_SHOWN = 4;

/** The product did something that the model does not know. */
export class Mismatch extends Error {
  constructor(story: readonly string[], { what, expected, seen }: Difference) {
    const shown = expected.slice(0, MAX_SHOWN).map((each) => `  ${JSON.stringify(each)}`);
    const more = expected.length > MAX_SHOWN ? `  and ${expected.length - MAX_SHOWN} more` : [];
    const lines = [
      'What happened:',
      ...story.map((line) => `  ${line}`),
      `Expected of ${what}, one of:`,
      ...shown,
      more,
    ];
    super([...lines, 'Seen:', `  ${JSON.stringify(seen)}`].flat().join('\n'));
    this.name = 'Mismatch';
  }
}
