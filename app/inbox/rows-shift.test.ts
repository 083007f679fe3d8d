import { expect, it } from 'vitest';
import { rowsShift } from './rows-shift';

const before = ['a', 'b', 'c', 'd'];

it('what comes and goes above the first row in sight moves it', () => {
  expect(rowsShift({ before, after: ['c', 'd'], first: 2 })).toBe(-2);
  expect(rowsShift({ before, after: ['a', 'x', 'b', 'c', 'd'], first: 2 })).toBe(1);
});

it('what comes and goes below it does not', () => {
  expect(rowsShift({ before, after: ['a', 'b', 'x'], first: 1 })).toBe(0);
});

it('when the first row in sight is gone, the next one holds the place', () => {
  expect(rowsShift({ before, after: ['a', 'c', 'd'], first: 1 })).toBe(-1);
});

it('a list of other rows has no place to hold', () => {
  expect(rowsShift({ before, after: ['x', 'y'], first: 2 })).toBe(0);
});
