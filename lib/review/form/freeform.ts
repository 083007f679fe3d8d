import { t } from '#lib/language/gettext';
import type { DraftReading } from './draft-reading';

/** `auto`: what the text looks like decides. */
export type FreeformKind = 'auto' | 'text' | 'number' | 'json';

export interface FreeformDraft {
  text: string;
  as: FreeformKind;
}

/** A JSON number, boolean, object or array is meant as such; `null` and a quoted text are words until JSON is chosen. */
export function detectKind(text: string): 'text' | 'number' | 'json' {
  const trimmed = text.trim();
  if (!/^[-0-9{[tf]/.test(trimmed)) return 'text';
  const value = tryParse(trimmed);
  if (value === undefined) return 'text';
  return typeof value === 'number' ? 'number' : 'json';
}

export function readFreeform({ text, as }: FreeformDraft): DraftReading {
  if (text.trim() === '') return { value: undefined, errors: [{ path: [], message: t`Type an answer.` }] };
  const kind = as === 'auto' ? detectKind(text) : as;
  if (kind === 'text') return { value: text, errors: [] };
  const value = tryParse(text);
  if (kind === 'number' && typeof value !== 'number') {
    const typed = text.trim();
    return {
      value: undefined,
      errors: [{ path: [], message: t`"${typed}" is not a number. Send it as text, or correct it.` }],
    };
  }
  if (value === undefined) {
    return {
      value: undefined,
      errors: [{ path: [], message: t`This is not JSON. Texts and keys need double quotes.` }],
    };
  }
  return { value, errors: [] };
}

function tryParse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
