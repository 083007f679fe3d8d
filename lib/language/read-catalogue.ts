import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { po } from 'gettext-parser';
import type { Catalogue } from './language';

/** A message of a catalogue, as translators see it. */
export interface Entry {
  context: string | undefined;
  id: string;
  /** The English text of many, of a message that counts. */
  plural: string | undefined;
  /** None, or empty ones, while nobody has translated it. */
  forms: string[];
}

/** What programs find a message by: its text, after its context if it has one. */
export function keyOfEntry({ context, id }: Pick<Entry, 'context' | 'id'>): string {
  return context === undefined ? id : `${context}\u0004${id}`;
}

/** The messages of one PO file. */
export function entriesIn(text: string): Entry[] {
  const { translations } = po.parse(text);
  return Object.values(translations).flatMap((messages) =>
    Object.values(messages)
      .filter(({ msgid }) => msgid !== '')
      .map(({ msgctxt, msgid, msgid_plural, msgstr }) => ({
        context: msgctxt || undefined,
        id: msgid,
        plural: msgid_plural || undefined,
        forms: msgstr,
      })),
  );
}

/** All that is translated in the PO files of a folder. */
export function readCatalogue(folder: string): Catalogue {
  const entries = readdirSync(folder)
    .filter((name) => name.endsWith('.po'))
    .flatMap((name) => entriesIn(readFileSync(join(folder, name), 'utf8')));
  const translated = entries.filter(({ forms }) => forms.length > 0 && forms.every((form) => form !== ''));
  return Object.fromEntries(translated.map((entry) => [keyOfEntry(entry), entry.forms]));
}
