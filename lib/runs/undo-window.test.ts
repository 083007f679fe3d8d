import { expect, it } from 'vitest';
import { undoMs } from './undo-window';

it.each([
  [undefined, 5_000],
  ['', 5_000],
  ['0', 0],
  ['2.5', 2_500],
])('a window of %j is %j ms', (given, ms) => {
  expect(undoMs({ HOLDPOINT_UNDO_SECONDS: given })).toBe(ms);
});

it.each(['soon', '-1', '61'])('a window of %j is refused by name', (given) => {
  expect(() => undoMs({ HOLDPOINT_UNDO_SECONDS: given })).toThrow(`HOLDPOINT_UNDO_SECONDS is ${given}`);
});
