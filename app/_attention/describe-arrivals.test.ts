import { expect, it } from 'vitest';
import type { WaitingQuestion } from '#lib/review/get-waiting';
import { describeArrivals } from './describe-arrivals';

const question = (place: string, id = place): WaitingQuestion => {
  const [graphId = '', node = ''] = place.split('/');
  return { id, graphId, node, createdAt: new Date(0).toISOString() };
};

it('one question is named by who asks, and opened by a click', () => {
  expect(describeArrivals([question('expense/manager', 'q1')])).toEqual({
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
  const arrivals = Array.from({ length: 50 }, (_, n) => question('age/ask', String(n)));

  expect(describeArrivals(arrivals).title).toBe('50 or more questions wait');
});
