import { expect, it } from 'vitest';
import { countedTitle, countText } from './count-text';

it.each([
  [0, '0'],
  [999, '999'],
  [1000, '999+'],
])('%d is %s', (count, text) => {
  expect(countText(count)).toBe(text);
});

it.each([
  ['Inbox · Holdpoint', 3, '(3) Inbox · Holdpoint'],
  ['(2) Inbox · Holdpoint', 3, '(3) Inbox · Holdpoint'],
  ['(999+) Inbox', 0, 'Inbox'],
  ['Inbox', 0, 'Inbox'],
  ['(2 of 3) Approve?', 1000, '(999+) (2 of 3) Approve?'],
])('%s with %d waiting is %s', (title, count, text) => {
  expect(countedTitle(title, count)).toBe(text);
});
