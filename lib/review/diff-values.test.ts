import { expect, test } from 'vitest';
import { diffLines, diffValues } from './diff-values';

test('a text that was edited is told in parts that add up to both texts', () => {
  const [change, ...others] = diffValues(
    { body: 'Dear Ada,\nsee you on Monday.' },
    { body: 'Dear Grace,\nsee you on Friday.' },
  );

  expect(others).toEqual([]);
  expect(change?.path).toEqual(['body']);
  const textOf = (without: string) =>
    change?.parts?.flatMap(({ kind, text }) => (kind === without ? [] : [text])).join('');
  expect(textOf('added')).toBe('Dear Ada,\nsee you on Monday.');
  expect(textOf('removed')).toBe('Dear Grace,\nsee you on Friday.');
  expect(change?.parts).toContainEqual({ kind: 'same', text: ',\nsee you on ' });
});

test('whatever else was edited is told by its place, before and after', () => {
  expect(diffValues({ to: ['a'], copies: 2 }, { to: ['a', 'b'], copies: 3 })).toEqual([
    { path: ['to', 1], kind: 'added', after: 'b' },
    { path: ['copies'], kind: 'changed', before: 2, after: 3 },
  ]);
});

test('a text that is the whole proposal has a diff, too, and no change has none', () => {
  expect(diffValues('Helo', 'Hello')).toMatchObject([{ path: [], kind: 'changed', parts: expect.any(Array) }]);
  expect(diffValues({ a: 1 }, { a: 1 })).toEqual([]);
});

test('a text is compared by words, and as a whole when it has more of them than can be told apart', () => {
  expect(diffValues('at 9 on Tuesday', 'at 9 on Wednesday')[0]?.parts).toEqual([
    { kind: 'same', text: 'at 9 on ' },
    { kind: 'removed', text: 'Tuesday' },
    { kind: 'added', text: 'Wednesday' },
  ]);

  const many = Array.from({ length: 70_000 }, (_, index) => `w${index}`).join(' ');
  expect(diffValues(many, `${many}!`)[0]?.parts?.map(({ kind }) => kind)).toEqual(['removed', 'added']);
});

test('tells the lines of a file that changed', () => {
  expect(diffLines('a\nb\nc\n', 'a\nB\nc\nd')).toEqual([
    { kind: 'same', text: 'a\n' },
    { kind: 'removed', text: 'b\n' },
    { kind: 'added', text: 'B\n' },
    { kind: 'same', text: 'c\n' },
    { kind: 'added', text: 'd' },
  ]);
});
