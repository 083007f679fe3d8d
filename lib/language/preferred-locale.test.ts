import { expect, it } from 'vitest';
import { preferredLocale } from './preferred-locale';

const cookie = (preferences: unknown) =>
  `other=1; holdpoint_preferences=${encodeURIComponent(JSON.stringify(preferences))}`;

it.each([
  ['de', 'de'],
  ['de-CH, de;q=0.9, en;q=0.8', 'de'],
  ['en-US,en;q=0.9,de;q=0.8', 'en'],
  ['fr, de;q=0.5, en;q=0.4', 'de'],
  ['DE', 'de'],
  ['fr', 'en'],
  ['constructor', 'en'],
  ['*', 'en'],
  ['', 'en'],
])('a browser that asks for %j gets %s', (accepted, locale) => {
  expect(preferredLocale({ 'accept-language': accepted })).toBe(locale);
});

it.each([
  [{ language: 'en' }, 'en'],
  [{ language: 'browser' }, 'de'],
  [{ language: 'xx' }, 'de'],
  [{ language: 3 }, 'de'],
  [{}, 'de'],
])('of %j in the settings and a German browser it is %s', (preferences, locale) => {
  expect(preferredLocale({ cookie: cookie(preferences), 'accept-language': 'de' })).toBe(locale);
});

it('reads nothing in a cookie that is none of ours', () => {
  expect(preferredLocale({ cookie: 'holdpoint_preferences=%7B', 'accept-language': 'de' })).toBe('de');
});
