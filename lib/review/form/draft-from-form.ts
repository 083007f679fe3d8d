import { allFields, type Draft, draftOf, textOf } from './draft';
import type { DecisionPlan, FieldPlan, FormPlan } from './form-plan';

export interface FormDraft {
  draft: Draft;
  /** False when a chosen option asks for fields that the form did not show yet. */
  isComplete: boolean;
}

/** The name of the control for one part of what has `name`. */
export function nameBelow(name: string, key: string | number): string {
  return `${name}/${encodeURIComponent(key)}`;
}

/** The draft that a browser sends which runs no script: the controls of the plan by their names. What is missing was not shown. */
export function draftFromForm(plan: FormPlan, data: FormData, name: string): FormDraft {
  switch (plan.kind) {
    case 'text':
    case 'number':
    case 'json':
      return shown(plan, textAt(data, name));
    case 'choice':
      return complete(textAt(data, name) ?? '');
    case 'choices':
      return complete(data.getAll(name).filter((value) => typeof value === 'string'));
    case 'constant':
      return complete('');
    case 'object':
      return fromFields(plan.fields, data, name);
    case 'array':
      return joined(itemNames(data, name).map((item) => draftFromForm(plan.item, data, item)));
    case 'decision':
      return fromDecision(plan, data, name);
    case 'batch':
      return joined(plan.items.map((item, index) => draftFromForm(item, data, nameBelow(name, index))));
    case 'freeform':
      return complete({ text: textAt(data, `${name}/text`) ?? '', as: textAt(data, `${name}/as`) ?? 'auto' });
    default:
      return plan satisfies never;
  }
}

function complete(draft: Draft): FormDraft {
  return { draft, isComplete: true };
}

function shown(plan: FormPlan, text: string | null): FormDraft {
  // A text comes with the line breaks of the network.
  return complete(text === null ? draftOf(plan) : text.replaceAll('\r\n', '\n'));
}

function joined(parts: FormDraft[]): FormDraft {
  return { draft: parts.map((part) => part.draft), isComplete: parts.every((part) => part.isComplete) };
}

function fromFields(fields: FieldPlan[], data: FormData, name: string): FormDraft {
  const parts = fields.map((field) => draftFromForm(field.plan, data, nameBelow(name, field.key)));
  const draft = Object.fromEntries(fields.map((field, index) => [field.key, parts[index]?.draft ?? '']));
  return { draft, isComplete: parts.every((part) => part.isComplete) };
}

/** Tells which option's fields a form shows. */
export function shownName(name: string): string {
  return `${name}/shown`;
}

function fromDecision(plan: DecisionPlan, data: FormData, name: string): FormDraft {
  const option = textAt(data, `${name}/option`) ?? '';
  const asked = option === '' ? [] : (plan.options[Number(option)]?.fields ?? []);
  const wasShown = textAt(data, shownName(name)) === option;
  const known = wasShown ? fromFields(asked, data, `${name}/fields`) : { draft: {}, isComplete: asked.length === 0 };
  const others = Object.fromEntries(allFields(plan).map((field) => [field.key, draftOf(field.plan)]));
  return { draft: { option, fields: { ...others, ...Object(known.draft) } }, isComplete: known.isComplete };
}

function itemNames(data: FormData, name: string): string[] {
  const numbers = [...data.keys()].flatMap((key) => {
    if (!key.startsWith(`${name}/`)) return [];
    const [index] = key.slice(name.length + 1).split('/');
    return [Number(index)];
  });
  return [...new Set(numbers)].sort((a, b) => a - b).map((index) => nameBelow(name, index));
}

function textAt(data: FormData, name: string): string | null {
  const value = data.get(name);
  return value === null ? null : textOf(typeof value === 'string' ? value : undefined);
}
