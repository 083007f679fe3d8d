import { expect, it } from 'vitest';
import { neighbour } from './neighbour';

const ids = ['a', 'b', 'c'];

it('nobody has the focus: down leads to the first row, up to the last', () => {
  expect(neighbour(ids, { current: null, place: -1, step: 1 })).toBe('a');
  expect(neighbour(ids, { current: null, place: -1, step: -1 })).toBe('c');
});

it('the ends of the list are ends', () => {
  expect(neighbour(ids, { current: 'b', place: 1, step: 1 })).toBe('c');
  expect(neighbour(ids, { current: 'c', place: 2, step: 1 })).toBe('c');
  expect(neighbour(ids, { current: 'a', place: 0, step: -1 })).toBe('a');
  expect(neighbour([], { current: 'a', place: 0, step: 1 })).toBeNull();
});

it('when the row that had the focus is gone, its neighbours are those of its place', () => {
  expect(neighbour(['a', 'c'], { current: 'b', place: 1, step: 1 })).toBe('c');
  expect(neighbour(['a', 'c'], { current: 'b', place: 1, step: -1 })).toBe('a');
});
