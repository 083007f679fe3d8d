export interface Difference {
  what: string;
  expected: readonly unknown[];
  seen: unknown;
}

const MAX_SHOWN = 4;

/** The product did something that the model does not know. */
export class Mismatch extends Error {
  constructor(story: readonly string[], { what, expected, seen }: Difference) {
    const different = [...new Set(expected.map((each) => `  ${JSON.stringify(each)}`))];
    const shown = different.slice(0, MAX_SHOWN);
    const more = different.length > MAX_SHOWN ? `  and ${different.length - MAX_SHOWN} more` : [];
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
