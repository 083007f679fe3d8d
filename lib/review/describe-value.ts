import { t } from '#lib/language/gettext';
import { isRecord } from '#lib/runs/is-record';
import { MASK, maskedText } from '#lib/runs/masking/mask-text';
import { isMaskable, isSecretAt, maskValue } from '#lib/runs/masking/mask-value';
import { secretNames } from '#lib/runs/masking/secret-names';
import { parseMessage } from './parse-message';

/** One line that a person can read for any value of a state, without its secrets: `ai: Let me look. (calls get_weather)`, `"text"`, `{…3 keys}`. */
export function describeValue(value: unknown, maxLength = 120): string {
  const message = parseMessage(value);
  if (message !== null) {
    const calls = message.toolCalls.map((call) => call.name).join(', ');
    const parts = [message.text, calls && t`(calls ${calls})`].filter(Boolean).join(' ');
    return cut(`${message.type}: ${parts ? maskedBeginning(parts) : t`(empty)`}`, maxLength);
  }
  if (typeof value === 'string') return cut(value === '' ? t`(empty text)` : maskedBeginning(value), maxLength);
  if (value === undefined) return t`(nothing)`;
  return cut(JSON.stringify(maskValue(beginningOf(value), secretNames())) ?? String(value), maxLength);
}

/** The same for a value under a name, which may be one of secrets. */
export function describeNamed(name: string, value: unknown, maxLength?: number): string {
  return isSecretAt(name, value, secretNames()) && isMaskable(value) ? MASK : describeValue(value, maxLength);
}

/** More of a text or a list than any line shows, so that a line is cut all the same; a state may be large. */
const MOST = { letters: 500, items: 200 };

function maskedBeginning(text: string): string {
  return maskedText(text.slice(0, MOST.letters), secretNames());
}

function beginningOf(value: unknown): unknown {
  if (typeof value === 'string') return value.slice(0, MOST.letters);
  if (Array.isArray(value)) return value.slice(0, MOST.items).map(beginningOf);
  if (!isRecord(value)) return value;
  const entries = Object.entries(value).slice(0, MOST.items);
  return Object.fromEntries(entries.map(([key, each]) => [key, beginningOf(each)]));
}

function cut(text: string, maxLength: number): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > maxLength ? `${line.slice(0, maxLength - 1)}…` : line;
}
