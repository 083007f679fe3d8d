import { expect, it } from 'vitest';
import type { Arrival, ArrivalKind } from '#lib/review/get-waiting';
import { describeArrivals } from './describe-arrivals';

const question = (place: string, given: Partial<Arrival> = {}): Arrival => {
  const [graphId = '', node = ''] = place.split('/');
  return { id: place, graphId, node, kind: 'asked', at: new Date(0).toISOString(), ...given };
};

it('one question is named by who asks, and opened by a click', () => {
  expect(describeArrivals([question('expense/manager', { id: 'q1' })])).toEqual({
    title: 'A question waits',
    body: 'expense › manager',
    href: '/i/q1',
  });
});

it('several are counted by who asks, most first', () => {
  const arrivals = ['age/ask', 'expense/manager', 'expense/manager'].map((place) => question(place));

  expect(describeArrivals(arrivals)).toEqual({
    title: '3 questions wait',
    body: '2 × expense › manager\nage › ask',
    href: '/inbox?sort=newest',
  });
});

it('many places are summed up', () => {
  const arrivals = ['a/n', 'b/n', 'c/n', 'd/n', 'e/n', 'e/n'].map((place) => question(place));

  expect(describeArrivals(arrivals).body).toBe('2 × e › n\na › n\nb › n\nand 2 more');
});

it('more than are told of are said to be more', () => {
  const arrivals = Array.from({ length: 50 }, (_, n) => question('age/ask', { id: String(n) }));

  expect(describeArrivals(arrivals).title).toBe('50 or more questions wait');
});

it('says why they wait, where all of them do for the same reason', () => {
  const titleOf = (...kinds: ArrivalKind[]) => describeArrivals(kinds.map((kind) => question('a/n', { kind }))).title;

  expect(titleOf('assigned')).toBe('A question was assigned to you');
  expect(titleOf('back')).toBe('A question is back');
  expect(titleOf('assigned', 'assigned')).toBe('2 questions were assigned to you');
  expect(titleOf('back', 'back')).toBe('2 questions are back');
  expect(titleOf('back', 'assigned', 'back')).toBe('3 questions wait');
});
