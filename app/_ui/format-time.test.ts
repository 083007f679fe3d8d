import { expect, it } from 'vitest';
import { formatLeft } from './format-time';

const HOUR = 3_600_000;

it.each([
  [7 * 24 * HOUR - 3000, '7 d'],
  [HOUR - 1000, '1 h'],
  [6.5 * 24 * HOUR, '6 d'],
  [1.9 * HOUR, '1 h'],
  [5 * 60_000 - 900, '5 min'],
  [30_000, '30 s'],
])('of %i ms chosen, %s are left', (ms, left) => {
  expect(formatLeft(ms)).toBe(left);
});
