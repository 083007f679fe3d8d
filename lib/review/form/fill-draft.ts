import { isRecord } from '#lib/runs/is-record';
import { allFields, type Draft, draftOf, indexOf } from './draft';
import type { DecisionPlan, FieldPlan, FormPlan } from './form-plan';
import { detectKind } from './freeform';

/** The draft that stands for a value: what a form shows for an answer that exists already. What does not fit is left empty. */
export function fillDraft(plan: FormPlan, value: unknown): Draft {
  switch (plan.kind) {
    case 'text':
      return typeof value === 'string' ? value : '';
    case 'number':
      return typeof value === 'number' ? String(value) : '';
    case 'choice':
      return indexOf(plan.options, value);
    case 'choices':
      return listIn(value)
        .map((item) => indexOf(plan.options, item))
        .filter(Boolean);
    case 'constant':
      return '';
    case 'object':
      return fillFields(plan.fields, value);
    case 'array':
      return listIn(value).map((item) => fillDraft(plan.item, item));
    case 'decision':
      return fillDecision(plan, value);
    case 'batch':
      return plan.items.map((item, index) => fillDraft(item, listIn(value)[index]));
    case 'json':
      return value === undefined ? '' : JSON.stringify(value, null, 2);
    case 'freeform':
      return fillFreeform(value);
    default:
      return plan satisfies never;
  }
}

function fillFields(fields: FieldPlan[], value: unknown): { [key: string]: Draft } {
  const known = isRecord(value) ? value : {};
  return Object.fromEntries(
    fields.map(({ key, plan, isNullable }) => {
      const isEmpty = isNullable && known[key] === null;
      return [key, isEmpty ? '' : fillDraft(plan, known[key])];
    }),
  );
}

/** The fields of the other options keep what they start with. */
function fillDecision(plan: DecisionPlan, value: unknown): Draft {
  const option = isRecord(value) ? indexOf(plan.options, value[plan.key]) : '';
  const others = Object.fromEntries(allFields(plan).map((field) => [field.key, draftOf(field.plan)]));
  const fields = plan.options[Number(option || -1)]?.fields ?? [];
  return { option, fields: { ...others, ...fillFields(fields, value) } };
}

function fillFreeform(value: unknown): Draft {
  if (value === undefined) return { text: '', as: 'auto' };
  if (typeof value === 'string') return { text: value, as: detectKind(value) === 'text' ? 'auto' : 'text' };
  const text = JSON.stringify(value);
  if (detectKind(text) !== 'text') return { text, as: 'auto' };
  return { text, as: 'json' };
}

function listIn(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
