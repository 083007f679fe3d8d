import { expect, test } from 'vitest';
import { detectKind, readFreeform } from './freeform';

test.each([
  ['25', 'number'],
  ['-20', 'number'],
  ['{"foo":"bar"}', 'json'],
  ['[1]', 'json'],
  ['true', 'json'],
  ['I am 25', 'text'],
  ['02134', 'text'],
  ['{not json', 'text'],
  ['null', 'text'],
  ['"quoted"', 'text'],
  ['', 'text'],
])('%s looks like %s', (text, kind) => {
  expect(detectKind(text)).toBe(kind);
});

test('a number is sent as a number unless text is chosen', () => {
  expect(readFreeform({ text: '25', as: 'auto' }).value).toBe(25);
  expect(readFreeform({ text: '25', as: 'text' }).value).toBe('25');
});

test('a text is refused where a number or JSON was chosen', () => {
  expect(readFreeform({ text: 'many', as: 'number' }).errors).toHaveLength(1);
  expect(readFreeform({ text: '{', as: 'json' }).errors).toHaveLength(1);
});
