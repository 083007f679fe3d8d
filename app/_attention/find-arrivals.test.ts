import { expect, it } from 'vitest';
import type { Arrival } from '#lib/review/get-waiting';
import { findArrivals, seenOf } from './find-arrivals';

const question = (id: string, second: number): Arrival => {
  return { id, graphId: 'age', node: 'ask', kind: 'asked', at: new Date(second * 1000).toISOString() };
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

it('a question that comes again, assigned or back, is new again', () => {
  const again = question('a', 4);

  expect(findArrivals([again, b], seenOf([b, a]))).toEqual([again]);
});

it('what came a little earlier than what is known, and is told late, is new', () => {
  expect(findArrivals([d, c, a], seenOf([d, a]))).toEqual([c]);
});

it('what came long before what is known is not new', () => {
  const recent = question('recent', 1000);

  expect(findArrivals([recent, a], seenOf([recent]))).toEqual([]);
});

it('what a full list had no room for is not new', () => {
  const list = Array.from({ length: 51 }, (_, n) => question(`q${n}`, 100 - n / 10));

  expect(findArrivals(list.slice(1), seenOf(list.slice(0, 50)))).toEqual([]);
});
