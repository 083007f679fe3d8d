import { isHeldList, peek } from '#lib/engine';
import { messageText } from './input-title';
import { isRecord } from './is-record';

const MESSAGES = 8;
/** Characters; a question's row carries no more of its conversation. */
const LENGTH = 2_000;

/**
 * What was said last in a state with messages, so that its questions are found by it. Only so many messages are looked at, however many
 * there are. Null when there is no text.
 */
export function lastWords(values: unknown): string | null {
  if (!isRecord(values)) return null;
  const texts = lastItems(peek(values, 'messages')).map((message) => messageText(message)?.slice(-LENGTH));
  const said = texts.filter(Boolean).join('\n').slice(-LENGTH);
  // A `text` column takes neither NUL nor half a character.
  return said.replaceAll('\0', ' ').toWellFormed().trim() || null;
}

/** Without making a copy of a list that nobody has read. */
function lastItems(messages: unknown): unknown[] {
  if (isHeldList(messages)) return messages.items(Math.max(0, messages.length - MESSAGES));
  return Array.isArray(messages) ? messages.slice(-MESSAGES) : [];
}
