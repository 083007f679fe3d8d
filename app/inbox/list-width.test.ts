import { expect, it } from 'vitest';
import { widthAfterKey, widthAfterPress, widthWithin } from './list-width';

it.each([
  [10, 320],
  [400.4, 400],
  [5000, 720],
])('%d pixels become %d: both parts stay readable', (wanted, width) => {
  expect(widthWithin(wanted)).toBe(width);
});

it.each([
  ['ArrowLeft', 416],
  ['ArrowRight', 448],
  ['Home', 320],
  ['End', 720],
  ['Enter', null],
])('%s moves it from 432 to %s', (key, width) => {
  expect(widthAfterKey(432, key)).toBe(width);
});

it('presses lead through all widths, and back to the first', () => {
  expect([320, 384, 432, 480, 600].map(widthAfterPress)).toEqual([384, 480, 480, 576, 384]);
});
