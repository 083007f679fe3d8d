import { isRecord } from './is-record';
import { maskedText } from './masking/mask-text';
import { secretNames } from './masking/secret-names';

const TITLE_LENGTH = 200;
/** What is looked at of a long text for its title. */
const BEGINNING = 2000;

/** One line for lists, from a run's input: the text of its first message, else the first text found. Null when it has none. */
export function inputTitle(input: unknown): string | null {
  const text = firstMessageText(input) ?? firstText(input);
  return text === undefined ? null : oneLine(text);
}

/** Text that fits a list and any `text` column: no control characters, no lone surrogates, no secrets, at most 200 characters. */
export function oneLine(text: string): string {
  const line = maskedText(text.slice(0, BEGINNING), secretNames())
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .toWellFormed();
  return line.length > TITLE_LENGTH ? `${line.slice(0, TITLE_LENGTH - 1).toWellFormed()}…` : line;
}

/** The text of a LangChain message: `content` as a string, or the text blocks of its list. */
export function messageText(message: unknown): string | undefined {
  if (typeof message === 'string') return message;
  if (!isRecord(message)) return undefined;
  const { content } = message;
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return undefined;
  const texts = content.map((block) => (isRecord(block) && typeof block.text === 'string' ? block.text : ''));
  return texts.filter(Boolean).join(' ') || undefined;
}

function firstMessageText(input: unknown): string | undefined {
  if (!isRecord(input)) return undefined;
  const messages = Array.isArray(input.messages) ? input.messages : [input.messages];
  return messages.map(messageText).find((text) => text);
}

function firstText(input: unknown): string | undefined {
  if (typeof input === 'string') return input;
  if (!isRecord(input)) return undefined;
  return Object.values(input).find((value): value is string => typeof value === 'string' && value.trim() !== '');
}
