import { isRecord } from '#lib/runs/is-record';

/** Stands in a template for what the form gives; within a longer text it is put in as text. */
export const PLACEHOLDER = '{{answer}}';

export function fillTemplate(template: unknown, answer: unknown): unknown {
  if (template === PLACEHOLDER) return answer;
  if (typeof template === 'string') return template.replaceAll(PLACEHOLDER, () => textOf(answer));
  if (Array.isArray(template)) return template.map((item) => fillTemplate(item, answer));
  if (!isRecord(template)) return template;
  return Object.fromEntries(Object.entries(template).map(([key, child]) => [key, fillTemplate(child, answer)]));
}

/** The answer that a filled template was made of; undefined where it cannot be told. */
export function answerInTemplate(template: unknown, filled: unknown): unknown {
  if (template === PLACEHOLDER) return filled;
  if (typeof template !== 'object' || template === null || typeof filled !== 'object' || filled === null)
    return undefined;
  const children = new Map(Object.entries(filled));
  const found = Object.entries(template).map(([key, child]) => answerInTemplate(child, children.get(key)));
  return found.find((answer) => answer !== undefined);
}

export function hasPlaceholder(template: unknown): boolean {
  return JSON.stringify(template)?.includes(PLACEHOLDER) ?? false;
}

function textOf(answer: unknown): string {
  return typeof answer === 'string' ? answer : (JSON.stringify(answer) ?? '');
}
