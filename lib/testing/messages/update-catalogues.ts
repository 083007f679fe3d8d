import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { type GetTextTranslation, type GetTextTranslations, po } from 'gettext-parser';
import { pluralForms } from '#lib/language/plural-forms';
import { type Entry, entriesIn, keyOfEntry } from '#lib/language/read-catalogue';
import type { InterfaceMessage } from './interface-messages';
import { languageFolder } from './interface-sources';

/**
 * Writes the PO files of a language anew: what the code says and no file has yet is added to the file of the folder that says it,
 * what the code no longer says is gone, and everything else keeps its translation.
 * @returns what nobody has translated yet: its file and its text
 */
export function updateCatalogues(locale: string, messages: Map<string, InterfaceMessage>): string[] {
  const folder = `${languageFolder}/${locale}`;
  mkdirSync(folder, { recursive: true });
  const known = readEntries(folder);
  const placed = [...messages].map(([key, message]) => {
    const { file, forms } = known.get(key) ?? { file: fileOf(message), forms: noForms(locale, message) };
    return { file, message, translation: translationOf(message, forms) };
  });
  for (const name of readdirSync(folder)) rmSync(`${folder}/${name}`);
  for (const name of new Set(placed.map(({ file }) => file))) {
    const members = placed.filter(({ file }) => file === name).map(({ translation }) => translation);
    writeFileSync(`${folder}/${name}`, po.compile(fileWith(locale, members), { sort: true, foldLength: 0 }));
  }
  return placed
    .filter(({ translation }) => translation.msgstr.includes(''))
    .map(({ file, message }) => `${file}: ${message.id}`);
}

/** Of a message in two files, as a merge may leave it, the translated one stays. */
function readEntries(folder: string): Map<string, Entry & { file: string }> {
  const entries = new Map<string, Entry & { file: string }>();
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.po')))
    for (const entry of entriesIn(readFileSync(`${folder}/${file}`, 'utf8'))) {
      const key = keyOfEntry(entry);
      if (!entries.get(key)?.forms.some(Boolean)) entries.set(key, { ...entry, file });
    }
  return entries;
}

/** inbox.po for app/inbox, answer.po for app/_answer, review.po for lib/review. */
function fileOf({ paths: [path = ''] }: InterfaceMessage): string {
  const [top, folder = ''] = path.split('/');
  return `${folder.includes('.') ? top : folder.replace(/^_/, '')}.po`;
}

/** As many as the language wants of a message that counts. */
function noForms(locale: string, { plural }: InterfaceMessage): string[] {
  return Array.from({ length: plural === undefined ? 1 : pluralForms(locale) }, () => '');
}

function translationOf(message: InterfaceMessage, forms: string[]): GetTextTranslation {
  const { context, id, plural, values, paths } = message;
  return {
    ...(context !== undefined && { msgctxt: context }),
    msgid: id,
    ...(plural !== undefined && { msgid_plural: plural }),
    msgstr: forms,
    comments: {
      translator: '',
      flag: '',
      previous: '',
      reference: [...new Set(paths.map((path) => basename(path)))].join('\n'),
      extracted: values.map((value, index) => `{${index}}: ${value}`).join('\n'),
    },
  };
}

function fileWith(locale: string, members: GetTextTranslation[]): GetTextTranslations {
  const translations: GetTextTranslations['translations'] = {};
  for (const member of members) {
    const context = member.msgctxt ?? '';
    translations[context] = { ...translations[context], [member.msgid]: member };
  }
  const headers = { Language: locale, 'MIME-Version': '1.0', 'Content-Type': 'text/plain; charset=utf-8' };
  return { charset: 'utf-8', headers, translations };
}
