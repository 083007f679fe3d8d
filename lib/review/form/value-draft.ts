import { t } from '#lib/language/gettext';
import { isRecord } from '#lib/runs/is-record';
import { sameJson } from '../same-json';
import { checkSchema } from './check-schema';
import { type Draft, draftOf, readDraft } from './draft';
import type { DraftReading } from './draft-reading';
import { fillDraft } from './fill-draft';
import type { ObjectPlan } from './form-plan';
import type { JsonSchema } from './read-schema';

/** An object while a person writes it, as a form or as JSON. */
export interface ValueDraft {
  mode: 'form' | 'json';
  form: Draft;
  json: string;
}

/** The draft that shows `value`; without one, an empty form. */
export function startValue(plan: ObjectPlan, value?: Record<string, unknown>): ValueDraft {
  return { mode: 'form', form: value ? fillDraft(plan, value) : draftOf(plan), json: '' };
}

/** What a draft stands for, and what is wrong with it: the errors of the form itself, else those of the schema. */
export function readValue(plan: ObjectPlan, draft: ValueDraft, schema: JsonSchema | null): DraftReading {
  const reading = draft.mode === 'json' ? readObject(draft.json) : readDraft(plan, draft.form);
  if (reading.errors.length > 0 || !schema) return reading;
  return { ...reading, errors: checkSchema(reading.value, schema) };
}

function readObject(json: string): DraftReading {
  const reading = readDraft({ kind: 'json' }, json);
  if (reading.errors.length > 0 || isRecord(reading.value)) return reading;
  return { ...reading, errors: [{ path: [], message: t`Give an object: {"key": value}.` }] };
}

/** The same value in the other shape. JSON for which the form has no place stays JSON. */
export function switchMode(plan: ObjectPlan, draft: ValueDraft, mode: ValueDraft['mode']): ValueDraft {
  if (mode === draft.mode) return draft;
  if (mode === 'json') return { ...draft, mode, json: JSON.stringify(readDraft(plan, draft.form).value, null, 2) };
  const { value, errors } = readObject(draft.json);
  if (errors.length > 0) return draft;
  const form = fillDraft(plan, value);
  return sameJson(readDraft(plan, form).value, value) ? { ...draft, mode, form } : draft;
}

/** The keys of `edited` that are not as they were. */
export function changedValues(before: Record<string, unknown>, edited: unknown): Record<string, unknown> {
  if (!isRecord(edited)) return {};
  return Object.fromEntries(
    Object.entries(edited).filter(([key, value]) => !(key in before) || !sameJson(before[key], value)),
  );
}
