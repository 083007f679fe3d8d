import { expect, it } from 'vitest';
import type { WaitingQuestion } from '#lib/review/get-waiting';
import { findArrivals, seenOf } from './find-arrivals';

const question = (id: string, second: number): WaitingQuestion => {
  return { id, graphId: 'age', node: 'ask', createdAt: new Date(second * 1000).toISOString() };
};
const a = question('a', 1);
const b = question('b', 2);
const c = question('c', 2);
const d = question('d', 3);

it('what waited when a tab was opened is not new', () => {
  expect(findArrivals([b, a], seenOf([b, a]))).toEqual([]);
});

it('what is asked later is new, once', () => {
  const seen = seenOf([b, a]);

  expect(findArrivals([d, b, a], seen)).toEqual([d]);
  expect(findArrivals([d, b, a], seenOf([d, b, a], seen))).toEqual([]);
});

it('of two questions of one moment, the one that was not there is new', () => {
  const seen = seenOf([b, a]);

  expect(findArrivals([c, b, a], seen)).toEqual([c]);
  expect(findArrivals([c, b, a], seenOf([c, b, a], seen))).toEqual([]);
});

it('what waits again is not new, whatever has gone meanwhile', () => {
  const seen = seenOf([], seenOf([d, c, b, a]));

  expect(findArrivals([a], seen)).toEqual([]);
  expect(findArrivals([d], seen)).toEqual([]);
});

it('the first question of all is new', () => {
  expect(findArrivals([a], seenOf([]))).toEqual([a]);
});
