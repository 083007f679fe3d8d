import { describe, expect, it } from 'vitest';
import { parsePreferences, preferencesChangeSchema } from './parse-preferences';
import { defaultPreferences } from './preferences';

describe('what the cookie holds', () => {
  it.each([undefined, '', '{', '[]', 'null', '"compact"', '{"density": 3}'])('is nothing in %j', (text) => {
    expect(parsePreferences(text)).toEqual(defaultPreferences);
  });

  it('is what was chosen, beside what nobody has chosen', () => {
    const text = JSON.stringify({ density: 'compact', singleKeys: false });

    expect(parsePreferences(text)).toEqual({ ...defaultPreferences, density: 'compact', singleKeys: false });
  });

  it('is taken piece by piece: what makes no sense, or is of another version, leaves the rest', () => {
    const text = JSON.stringify({ density: 'huge', times: 'absolute', timeZone: 'Mars/Base', colour: 'red' });

    expect(parsePreferences(text)).toEqual({ ...defaultPreferences, times: 'absolute' });
  });
});

it('takes keys one by one, and none that clash', () => {
  const text = JSON.stringify({ density: 'compact', keys: { j: 'y', k: 'x', c: 3, Enter: 'q' } });

  expect(parsePreferences(text)).toEqual({ ...defaultPreferences, density: 'compact', keys: { j: 'y' } });
  expect(parsePreferences('{"keys": ["j"]}')).toEqual(defaultPreferences);
});

it.each([{ density: 'huge' }, { keys: 'j' }, { timeZone: 'Mars/Base' }, { colour: 'red' }, null])(
  'refuses to store %j',
  (change) => {
    expect(preferencesChangeSchema.safeParse(change).success).toBe(false);
  },
);

it('stores a part, and nothing beside it', () => {
  expect(preferencesChangeSchema.parse({ timeZone: 'Europe/Zurich' })).toEqual({ timeZone: 'Europe/Zurich' });
});
