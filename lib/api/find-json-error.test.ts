import { describe, expect, it } from 'vitest';
import { findJsonError } from './find-json-error';

const cases: [text: string, offset: number][] = [
  ['{"input": {"a": 1},}', 19],
  ['{"a" 1}', 5],
  ['{"a": }', 6],
  ['{"a": 1', 7],
  ['', 0],
  ['[1, 2', 5],
  ['[1 2]', 3],
  ['[1,]', 3],
  ['[}', 1],
  ["{'a': 1}", 1],
  ['{a: 1}', 1],
  ['{"a": tru}', 6],
  ['{"a": 01}', 6],
  ['{"a": "x}', 6],
  ['{"a": "line\nbreak"}', 6],
  ['{"a": 1} x', 9],
  ['1 2', 2],
  ['{"é": "😀", "b": NaN}', 17],
];

describe('findJsonError', () => {
  it.each(cases)('finds the place in %j', (text, offset) => {
    expect(() => JSON.parse(text)).toThrow(SyntaxError);

    expect(findJsonError(text).offset).toBe(offset);
  });

  it('reads long strings on its way', () => {
    const long = 'x\\n'.repeat(2_000_000);

    expect(findJsonError(`["${long}", }`).offset).toBe(long.length + 5);
  });

  it('counts lines and columns from 1', () => {
    expect(findJsonError('{\n  "a": 1,\n}')).toEqual({ offset: 12, line: 3, column: 1 });
    expect(findJsonError('{,')).toEqual({ offset: 1, line: 1, column: 2 });
  });
});
