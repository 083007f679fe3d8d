import type { Draft } from '#lib/review/form/draft';
import { isRecord } from '#lib/runs/is-record';

/** An answer that has not been sent. */
export interface AnswerDraft {
  mode: 'form' | 'json';
  form: Draft;
  /** The text of the JSON editor; used in mode `json` only. */
  json: string;
  note: string;
}

/** Reads a kept draft; null when there is none, or when it is of another version of this page. By hand: a schema library would cost more than the rest of the form. */
export function parseDraft(text: string | null): AnswerDraft | null {
  const kept = text === null ? null : parsedOr(text);
  if (!isRecord(kept)) return null;
  const { mode, form, json, note } = kept;
  if (mode !== 'form' && mode !== 'json') return null;
  if (typeof json !== 'string' || typeof note !== 'string' || !isDraft(form)) return null;
  return { mode, form, json, note };
}

function parsedOr(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isDraft(value: unknown): value is Draft {
  if (Array.isArray(value)) return value.every(isDraft);
  return typeof value === 'string' || (isRecord(value) && Object.values(value).every(isDraft));
}
