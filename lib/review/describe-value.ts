import { parseMessage } from './parse-message';

/** One line that a person can read for any value of a state: `ai: Let me look. (calls get_weather)`, `"text"`, `{…3 keys}`. */
export function describeValue(value: unknown, maxLength = 120): string {
  const message = parseMessage(value);
  if (message !== null) {
    const calls = message.toolCalls.map((call) => call.name).join(', ');
    const parts = [message.text, calls && `(calls ${calls})`].filter(Boolean).join(' ');
    return cut(`${message.type}: ${parts || '(empty)'}`, maxLength);
  }
  if (typeof value === 'string') return cut(value === '' ? '(empty text)' : value, maxLength);
  if (value === undefined) return '(nothing)';
  return cut(JSON.stringify(value) ?? String(value), maxLength);
}

function cut(text: string, maxLength: number): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > maxLength ? `${line.slice(0, maxLength - 1)}…` : line;
}
