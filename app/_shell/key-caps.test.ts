import { expect, it } from 'vitest';
import { keyCaps } from './key-caps';

it.each([
  ['j', ['j']],
  ['J', ['Shift', 'j']],
  ['g i', ['g', 'i']],
  ['mod+Enter', ['mod', 'Enter']],
  ['mod+Shift+j', ['mod', 'Shift', 'j']],
  ['Escape', ['Esc']],
  ['?', ['?']],
  ['+', ['+']],
  ['Alt++', ['Alt', '+']],
  ['É', ['Shift', 'é']],
])('%s is shown as %j', (keys, caps) => {
  expect(keyCaps(keys)).toEqual(caps);
});
