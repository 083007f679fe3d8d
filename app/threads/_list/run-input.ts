import { type ParsedJson, parseJson } from '#app/_ui/json-editor';
import { t } from '#lib/language/gettext';

/** A run's input while it is being written. */
export interface RunInputDraft {
  mode: 'message' | 'json';
  text: string;
}

/** Most graphs do; one that does not names its other fields. */
export function takesMessages(fields: string[] | null): boolean {
  return fields === null || fields.includes('messages');
}

export function emptyRunInput(fields: string[] | null): RunInputDraft {
  if (takesMessages(fields)) return { mode: 'message', text: '' };
  return { mode: 'json', text: JSON.stringify({}, null, 2) };
}

export function toRunInput({ mode, text }: RunInputDraft): ParsedJson {
  if (mode === 'json') {
    const parsed = parseJson(text);
    return parsed.ok ? parsed : { ok: false, message: t`The input is not JSON: ${parsed.message}` };
  }
  if (text.trim() === '') return { ok: false, message: t`Write a message first.` };
  return { ok: true, value: { messages: [{ role: 'human', content: text }] } };
}
