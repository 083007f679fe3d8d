import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { translatedLocales } from '#lib/language/locales';
import { pluralForms } from '#lib/language/plural-forms';
import { type Entry, entriesIn, keyOfEntry } from '#lib/language/read-catalogue';
import { findPlainTexts } from './find-plain-texts';
import { interfaceMessages } from './interface-messages';
import { interfaceSources, languageFolder } from './interface-sources';

const { messages, faults } = interfaceMessages();

const placesOf = (text: string) => [...new Set(text.match(/\{\d+\}/g))].sort().join(' ');

const isWhole = (locale: string, { forms, plural }: Entry) =>
  forms.every(Boolean) && forms.length === (plural === undefined ? 1 : pluralForms(locale));

/** The last form of a count stands for many; the one of one may do without the number. */
const hasPlaces = ({ id, plural, forms }: Entry) =>
  placesOf(forms.at(-1) ?? '') === placesOf(plural ?? id) &&
  forms.every((form) => `${placesOf(id)} ${placesOf(plural ?? '')}`.includes(placesOf(form)));

it('every message is translated when somebody reads', () => {
  expect(messages.size).toBeGreaterThan(20);
  expect(faults).toEqual([]);
});

it('every text of the screens is a message', () => {
  const sources = interfaceSources().filter(({ path }) => path.startsWith('app/'));

  expect(sources.length).toBeGreaterThan(100);
  expect(sources.flatMap(({ path, text }) => findPlainTexts(path, text))).toEqual([]);
});

describe.each(translatedLocales)('the catalogue %s', (locale) => {
  const folder = `${languageFolder}/${locale}`;
  const entries = readdirSync(folder).flatMap((name) => entriesIn(readFileSync(`${folder}/${name}`, 'utf8')));
  const keys = entries.map(keyOfEntry);

  it('has what the code says, and nothing else; `npm run messages` brings it up to date', () => {
    expect(keys.toSorted()).toEqual([...messages.keys()].sort());
  });

  it('has a translation of everything', () => {
    expect(entries.filter((entry) => !isWhole(locale, entry)).map(keyOfEntry)).toEqual([]);
  });

  it('shows the values that a message has', () => {
    expect(entries.filter((entry) => !hasPlaces(entry)).map(({ id, forms }) => ({ id, forms }))).toEqual([]);
  });
});
