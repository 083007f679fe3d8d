import { expect, test } from 'vitest';
import { levelsOf, readLevelChoice } from './level-choice';

test.each([
  ['high', 'high'],
  ['medium+', 'medium+'],
  ['medium ', 'medium+'],
  ['critical+', 'critical'],
  ['', null],
  ['+', null],
  ['higher', null],
  ['high++', null],
])('%j in an address is %j', (text, choice) => {
  expect(readLevelChoice(text)).toBe(choice);
});

test('a level is itself, and with a plus all from it on', () => {
  expect(levelsOf('high')).toEqual(['high']);
  expect(levelsOf('medium+')).toEqual(['medium', 'high', 'critical']);
  expect(levelsOf('low+')).toEqual(['low', 'medium', 'high', 'critical']);
});
