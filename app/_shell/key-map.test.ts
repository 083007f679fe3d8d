import { expect, it } from 'vitest';
import { ariaKeys, ownKey } from './key-map';

it('a key is its own until it was changed', () => {
  expect(ownKey({ j: 'n' }, 'j')).toBe('n');
  expect(ownKey({ j: 'n' }, 'k')).toBe('k');
  expect(ownKey({}, 'constructor')).toBe('constructor');
});

it.each([
  ['c', 'c'],
  ['J', 'Shift+J'],
  ['Alt+j', 'Alt+j'],
  ['+', 'Plus'],
  ['Alt++', 'Alt+Plus'],
  ['mod+Enter', 'Control+Enter Meta+Enter'],
  ['g i', undefined],
])('%s is told to assistive technology as %s', (pressed, told) => {
  expect(ariaKeys(pressed)).toBe(told);
});
