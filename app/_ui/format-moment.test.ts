import { afterEach, expect, it } from 'vitest';
import { formatMoment } from './format-moment';

afterEach(() => {
  globalThis.holdpointLanguage = undefined;
});

const now = Date.parse('2026-11-21T23:30:00Z');

it.each([
  ['2026-11-21T09:05:00Z', 'UTC', '09:05'],
  ['2026-11-21T00:00:00Z', 'UTC', '00:00'],
  ['2026-11-20T23:59:00Z', 'UTC', '20 Nov, 23:59'],
  ['2026-01-03T14:05:00Z', 'UTC', '3 Jan, 14:05'],
  ['2025-11-21T14:05:00Z', 'UTC', '21 Nov 2025'],
  ['2026-11-22T08:00:00Z', 'UTC', '22 Nov, 08:00'],
  // In Zurich it is the 22nd already.
  ['2026-11-21T23:10:00Z', 'Europe/Zurich', '00:10'],
  ['2026-11-21T22:10:00Z', 'Europe/Zurich', '21 Nov, 23:10'],
])('%s in %s is %s', (at, timeZone, text) => {
  expect(formatMoment(Date.parse(at), { now, timeZone })).toBe(text);
});

it('months and their order are those of the language', () => {
  const catalogue = { Nov: ['novembre'], 'day, month, time\u0004{0} {1}, {2}': ['{1} {0} · {2}'] };
  globalThis.holdpointLanguage = () => ({ locale: 'xx', catalogue, script: '' });

  expect(formatMoment(Date.parse('2026-11-03T14:05:00Z'), { now, timeZone: 'UTC' })).toBe('novembre 3 · 14:05');
});
