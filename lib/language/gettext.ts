/**
 * The interface's sentences in the language of who reads them, as gettext does it: they stand in the code in English, whole, and
 * are the keys of the catalogues. Call these while something is shown, never where a module is loaded: then nobody reads yet.
 * `npm run messages` finds them, so they are written out as template literals.
 */
import { currentLanguage, currentLocale } from './language';
import { pluralForm } from './plural-forms';

/** What stands in a message as it comes; see `formatNumber` for counts that may be long. */
export type MessageValue = string | number;

export interface Message {
  strings: readonly string[];
  values: readonly MessageValue[];
}

/** t`Waiting for ${name}` */
export function t(strings: TemplateStringsArray, ...values: MessageValue[]): string {
  return said({ strings, values });
}

/** c('the verb').t`Open`: for words that are one in English and several in other languages. */
export function c(context: string): { t: typeof t } {
  return { t: (strings, ...values) => said({ strings, values }, context) };
}

/** The forms of `ngettext`; the first is the message's key. */
export function msgid(strings: TemplateStringsArray, ...values: MessageValue[]): Message {
  return { strings, values };
}

/** ngettext(msgid`${count} question`, msgid`${count} questions`, count) */
export function ngettext(one: Message, many: Message, count: number): string {
  const form = formsOf(one.strings)?.[pluralForm(currentLocale(), count)];
  return form === undefined ? inEnglish(count === 1 ? one : many) : filled(form, one.values);
}

/** What a catalogue knows a message by: its English text with numbered places, after its context if it has one. */
export function keyOf(strings: readonly string[], context?: string): string {
  const text = String.raw({ raw: strings }, ...strings.map((_, index) => `{${index}}`));
  return context === undefined ? text : `${context}\u0004${text}`;
}

/**
 * A message in the reader's language: texts at even places, and at odd ones the numbers of the values between them, in the order
 * of that language.
 */
export function piecesOf(strings: readonly string[]): readonly string[] {
  const [form = keyOf(strings)] = formsOf(strings) ?? [];
  return piecesIn(form);
}

function said(message: Message, context?: string): string {
  const [form] = formsOf(message.strings, context) ?? [];
  return form === undefined ? inEnglish(message) : filled(form, message.values);
}

/** Undefined in English, and where nobody has translated it. */
function formsOf(strings: readonly string[], context?: string): readonly string[] | undefined {
  return currentLanguage()?.catalogue[keyOf(strings, context)];
}

function inEnglish({ strings, values }: Message): string {
  return String.raw({ raw: strings }, ...values);
}

function filled(form: string, values: readonly MessageValue[]): string {
  return piecesIn(form)
    .map((piece, index) => (index % 2 === 0 ? piece : values[Number(piece)]))
    .join('');
}

function piecesIn(form: string): readonly string[] {
  return form.split(/\{(\d+)\}/);
}
