import { describe, expect, it } from 'vitest';
import { isInSight, isTouching } from './is-in-sight';

const view = { top: 0, bottom: 600 };

describe('what is decided on', () => {
  it.each([
    ['all of it is there', { top: 0, bottom: 600 }, true],
    ['its end is below', { top: 400, bottom: 601 }, false],
    ['its beginning is above', { top: -1, bottom: 300 }, false],
    ['all of it is below', { top: 700, bottom: 800 }, false],
    ['all of it is above', { top: -300, bottom: -10 }, false],
    ['it is higher than the view, whose end shows', { top: -900, bottom: 590 }, true],
    ['it is higher than the view, whose end is below', { top: 0, bottom: 900 }, false],
    ['it is higher than the view, and has passed', { top: -900, bottom: -1 }, false],
  ])('when %s: %j', (_, what, expected) => {
    expect(isInSight(what, view)).toBe(expected);
  });
});

it.each([
  [{ top: 599, bottom: 700 }, true],
  [{ top: 600, bottom: 700 }, false],
  [{ top: -50, bottom: 0 }, false],
  [{ top: -900, bottom: 900 }, true],
])('%j touches the view: %j', (what, expected) => {
  expect(isTouching(what, view)).toBe(expected);
});
