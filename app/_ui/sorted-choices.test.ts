import { expect, test } from 'vitest';
import { sortedChoices } from './sorted-choices';

test('choices are in order, each once, with what is chosen though nobody knows it', () => {
  expect(sortedChoices(['expense', 'age'], null)).toEqual(['age', 'expense']);
  expect(sortedChoices(['expense', 'age'], 'age')).toEqual(['age', 'expense']);
  expect(sortedChoices(['expense', 'age'], 'bills')).toEqual(['age', 'bills', 'expense']);
  expect(sortedChoices([], '')).toEqual([]);
});
