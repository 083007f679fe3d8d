import { t } from '#lib/language/gettext';
import { isRecord } from '#lib/runs/is-record';
import type { AnswerError } from '#lib/runs/validate-answer';
import type { DraftReading } from './draft-reading';
import type { ArrayPlan, ChoicePlan, ChoicesPlan, DecisionPlan, FieldPlan, FormPlan, TextPlan } from './form-plan';
import { type FreeformDraft, readFreeform } from './freeform';

/**
 * What a person has typed so far: plain JSON, so that it can be kept over a reload. Texts and numbers are the text in the
 * control, a choice is the index of its option, the rest follows the plan's shape.
 */
export type Draft = string | Draft[] | { [key: string]: Draft };

/** The draft a form starts with. */
export function draftOf(plan: FormPlan): Draft {
  switch (plan.kind) {
    case 'text':
      return plan.initial ?? '';
    case 'number':
      return plan.initial === undefined ? '' : String(plan.initial);
    case 'choice':
      return plan.initial === undefined ? '' : indexOf(plan.options, plan.initial);
    case 'choices':
      return (plan.initial ?? []).map((value) => indexOf(plan.options, value)).filter(Boolean);
    case 'constant':
      return '';
    case 'object':
      return Object.fromEntries(plan.fields.map((field) => [field.key, draftOf(field.plan)]));
    case 'array':
      return [];
    case 'decision':
      return {
        option: plan.initial === undefined ? '' : String(plan.initial),
        fields: Object.fromEntries(allFields(plan).map((field) => [field.key, draftOf(field.plan)])),
      };
    case 'batch':
      return plan.items.map(draftOf);
    case 'json':
      return plan.initial === undefined ? '' : JSON.stringify(plan.initial, null, 2);
    case 'freeform':
      return { text: '', as: 'auto' };
    default:
      return plan satisfies never;
  }
}

/** The value a draft stands for, and what is missing or cannot be read. */
export function readDraft(plan: FormPlan, draft: Draft, required = true): DraftReading {
  switch (plan.kind) {
    case 'text':
      return readText(plan, textOf(draft), required);
    case 'number':
      return readNumber(textOf(draft), required);
    case 'choice':
      return readChoice(plan, textOf(draft), required);
    case 'choices':
      return readChoices(plan, listOf(draft), required);
    case 'constant':
      return read(plan.value);
    case 'object':
      return !required && isEmpty(draft) ? absent : readFields(plan.fields, recordOf(draft));
    case 'array':
      return readList(listOf(draft), () => plan.item, required || undefined);
    case 'decision':
      return readDecision(plan, recordOf(draft));
    case 'batch':
      return readList(
        plan.items.map((_, index) => listOf(draft)[index] ?? ''),
        (index) => plan.items[index] ?? plan.items[0],
        true,
      );
    case 'json':
      return readJson(textOf(draft), required);
    case 'freeform':
      return !required && freeformOf(draft).text.trim() === '' ? absent : readFreeform(freeformOf(draft));
    default:
      return plan satisfies never;
  }
}

/** Whether nothing was typed or chosen in any part. */
function isEmpty(draft: Draft): boolean {
  return typeof draft === 'string' ? draft === '' : Object.values(draft).every(isEmpty);
}

/** Every field that one of the options shows, each key once: what was typed stays when another option is tried. */
export function allFields(plan: DecisionPlan): FieldPlan[] {
  return [...new Map(plan.options.flatMap((option) => option.fields).map((field) => [field.key, field])).values()];
}

export function textOf(draft: Draft | undefined): string {
  return typeof draft === 'string' ? draft : '';
}

export function listOf(draft: Draft | undefined): Draft[] {
  return Array.isArray(draft) ? draft : [];
}

export function recordOf(draft: Draft | undefined): { [key: string]: Draft } {
  return isRecord(draft) ? draft : {};
}

export function freeformOf(draft: Draft | undefined): FreeformDraft {
  const { text, as } = recordOf(draft);
  return { text: textOf(text), as: as === 'text' || as === 'number' || as === 'json' ? as : 'auto' };
}

/** A new item for a list: its draft as the form would start it. */
export function newItem(plan: ArrayPlan): Draft {
  return draftOf(plan.item);
}

function read(value: unknown): DraftReading {
  return { value, errors: [] };
}

function fail(message: string, value?: unknown): DraftReading {
  return { value, errors: [{ path: [], message }] };
}

const absent: DraftReading = { value: undefined, errors: [] };

function readText(plan: TextPlan, text: string, required: boolean): DraftReading {
  if (text !== '' || (required && plan.mayBeEmpty)) return read(text);
  return required ? fail(t`Fill this in.`) : absent;
}

function readNumber(text: string, required: boolean): DraftReading {
  if (text.trim() === '') return required ? fail(t`Give a number.`) : absent;
  const value = Number(text);
  return Number.isFinite(value) ? read(value) : fail(t`"${text}" is not a number.`, text);
}

function readChoice(plan: ChoicePlan, index: string, required: boolean): DraftReading {
  const option = index === '' ? undefined : plan.options[Number(index)];
  if (option) return read(option.value);
  return required ? fail(t`Choose one.`) : absent;
}

function readChoices(plan: ChoicesPlan, indexes: Draft[], required: boolean): DraftReading {
  if (indexes.length === 0 && !required) return absent;
  return read(indexes.map((index) => plan.options[Number(index)]?.value));
}

function readJson(text: string, required: boolean): DraftReading {
  if (text.trim() === '') return required ? fail(t`Give a JSON value.`) : absent;
  try {
    return read(JSON.parse(text));
  } catch {
    return fail(t`This is not JSON. Texts need double quotes.`);
  }
}

function readFields(fields: FieldPlan[], draft: { [key: string]: Draft }): DraftReading {
  const value: Record<string, unknown> = {};
  const errors: AnswerError[] = [];
  for (const field of fields) {
    const reading = readField(field, draft[field.key] ?? '');
    if (reading.value !== undefined) value[field.key] = reading.value;
    errors.push(...below(field.key, reading.errors));
  }
  return { value, errors };
}

function readField({ plan, required, isNullable }: FieldPlan, draft: Draft): DraftReading {
  return required && isNullable && draft === '' ? read(null) : readDraft(plan, draft, required);
}

function readList(drafts: Draft[], planAt: (index: number) => FormPlan | undefined, keepEmpty?: boolean): DraftReading {
  if (drafts.length === 0 && !keepEmpty) return absent;
  const errors: AnswerError[] = [];
  const value = drafts.map((draft, index) => {
    const plan = planAt(index);
    if (!plan) return undefined;
    const reading = readDraft(plan, draft);
    errors.push(...below(index, reading.errors));
    return reading.value;
  });
  return { value, errors };
}

function readDecision(plan: DecisionPlan, draft: { [key: string]: Draft }): DraftReading {
  const option = plan.options[Number.parseInt(textOf(draft.option), 10)];
  if (!option) return { value: undefined, errors: [{ path: [plan.key], message: t`Choose one.` }] };
  const { value, errors } = readFields(option.fields, recordOf(draft.fields));
  return { value: { [plan.key]: option.value, ...(isRecord(value) ? value : {}) }, errors };
}

function below(key: string | number, errors: AnswerError[]): AnswerError[] {
  return errors.map(({ path, message }) => ({ path: [key, ...path], message }));
}

export function indexOf(options: { value: unknown }[], value: unknown): string {
  const index = options.findIndex((option) => JSON.stringify(option.value) === JSON.stringify(value));
  return index === -1 ? '' : String(index);
}
