import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Arrival } from '#lib/review/get-waiting';
import { ArrivalTeller, GATHER_MS } from './arrival-teller';

let told: string[];
let isInFront: boolean;
let teller: ArrivalTeller;

const question = (id: string): Arrival => ({ id, graphId: 'age', node: 'ask', kind: 'asked', at: '' });
const [a, b, c] = ['a', 'b', 'c'].map(question) as [Arrival, Arrival, Arrival];
const gatherTime = () => vi.advanceTimersByTimeAsync(GATHER_MS);

beforeEach(() => {
  vi.useFakeTimers();
  told = [];
  isInFront = false;
  teller = new ArrivalTeller({
    isAnyTabInFront: async () => isInFront,
    tell: (arrivals) => {
      const ids = arrivals.map(({ id }) => id).join();
      told.push(ids);
      return () => void told.push(`not ${ids}`);
    },
  });
});

afterEach(() => vi.useRealTimers());

it('tells of what arrives at once, at once', async () => {
  teller.hear([a], [a]);
  teller.hear([b], [b, a]);
  await gatherTime();

  expect(told).toEqual(['a,b']);
});

it('tells of all that arrived since somebody looked, in place of what was told before', async () => {
  teller.hear([a], [a]);
  await gatherTime();
  teller.hear([b], [b, a]);
  await gatherTime();
  teller.forget();
  teller.hear([c], [c, b, a]);
  await gatherTime();

  expect(told).toEqual(['a', 'not a', 'a,b', 'not a,b', 'c']);
});

it('tells nobody who has a tab in front, not even when that one is left at once', async () => {
  isInFront = true;
  teller.hear([a], [a]);
  await vi.advanceTimersByTimeAsync(1);
  isInFront = false;
  await gatherTime();
  teller.hear([b], [b, a]);
  await gatherTime();

  expect(told).toEqual(['b']);
});

it('tells nobody who comes back in time', async () => {
  teller.hear([a], [a]);
  await vi.advanceTimersByTimeAsync(1);
  isInFront = true;
  await gatherTime();

  expect(told).toEqual([]);
});

it('does not tell of what has been decided meanwhile', async () => {
  teller.hear([a, b], [b, a]);
  teller.hear([], [b]);
  await gatherTime();

  expect(told).toEqual(['b']);
});

it('takes away what it told when nothing of it waits any more', async () => {
  teller.hear([a, b], [b, a]);
  await gatherTime();
  teller.hear([], [b]);
  teller.hear([], []);

  expect(told).toEqual(['a,b', 'not a,b']);
});

it('tells once of a question that comes again before anybody has looked', async () => {
  teller.hear([a], [a]);
  teller.hear([b], [b, a]);
  teller.hear([{ ...a, kind: 'assigned', at: 'later' }], [{ ...a, kind: 'assigned', at: 'later' }, b]);
  await gatherTime();

  expect(told).toEqual(['b,a']);
});
