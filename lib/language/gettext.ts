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
  return textOf(piecesOf(strings), values);
}

/** c('the verb').t`Open`: for words that are one in English and several in other languages. */
export function c(context: string): { t: typeof t } {
  return { t: (strings, ...values) => textOf(piecesOf(strings, context), values) };
}

/** The first form of `ngettext`, which is the message's key. */
export function msgid(strings: TemplateStringsArray, ...values: MessageValue[]): Message {
  return { strings, values };
}

/** ngettext(msgid`${count} question`, msgid`${count} questions`, count) */
export function ngettext(one: Message, many: Message, count: number): string {
  const forms = currentLanguage()?.catalogue[keyOf(one.strings)];
  const form = forms?.[pluralForm(currentLocale(), count)];
  if (form !== undefined) return textOf(piecesIn(form), one.values);
  const { strings, values } = count === 1 ? one : many;
  return textOf(interleave(strings), values);
}

/** What a catalogue knows a message by: its English text with numbered places, after its context if it has one. */
export function keyOf(strings: readonly string[], context?: string): string {
  const text = strings.map((string, index) => (index === 0 ? string : `{${index - 1}}${string}`)).join('');
  return context === undefined ? text : `${context}\u0004${text}`;
}

/**
 * A message in the reader's language: texts at even places, and at odd ones the numbers of the values between them, in the order
 * of that language.
 */
export function piecesOf(strings: readonly string[], context?: string): readonly string[] {
  const [form] = currentLanguage()?.catalogue[keyOf(strings, context)] ?? [];
  return form === undefined ? interleave(strings) : piecesIn(form);
}

function piecesIn(form: string): readonly string[] {
  return form.split(/\{(\d+)\}/);
}

function interleave(strings: readonly string[]): readonly string[] {
  return strings.flatMap((string, index) => (index === 0 ? [string] : [String(index - 1), string]));
}

function textOf(pieces: readonly string[], values: readonly MessageValue[]): string {
  return pieces.map((piece, index) => (index % 2 === 0 ? piece : values[Number(piece)])).join('');
}
