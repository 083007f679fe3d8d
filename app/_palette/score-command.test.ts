import { expect, it } from 'vitest';
import { scoreCommand } from './score-command';

const names = ['Claim the question, or release it', 'Insights', 'Open its thread', 'Light theme', 'Runs'];
const best = (typed: string) =>
  names
    .filter((name) => scoreCommand(name, typed) > 0)
    .toSorted((a, b) => scoreCommand(b, typed) - scoreCommand(a, typed));

it.each([
  ['insi', ['Insights']],
  ['IT THREAD', ['Open its thread']],
  ['theme light', ['Light theme']],
  ['thread', ['Open its thread']],
  ['xyz', []],
  ['r', ['Runs', 'Claim the question, or release it', 'Open its thread']],
])('%s finds %j', (typed, found) => {
  expect(best(typed)).toEqual(found);
});

it('leaves everything where it is while nothing is typed', () => {
  expect(names.map((name) => scoreCommand(name, ' '))).toEqual(names.map(() => 1));
});
