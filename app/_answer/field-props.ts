import type { ComponentType } from 'react';
import { describePath } from '#lib/review/describe-path';
import type { Path } from '#lib/review/form/answer-errors';
import type { Draft } from '#lib/review/form/draft';
import type { FormPlan } from '#lib/review/form/form-plan';
import type { AnswerError } from '#lib/runs/validate-answer';

/** A container also gets the component that shows its parts: importing it would be a cycle. */
export interface ContainerProps<Plan extends FormPlan> extends FieldProps<Plan> {
  inner: ComponentType<FieldProps>;
}

/** What every control of an answer form gets. */
export interface FieldProps<Plan extends FormPlan = FormPlan> {
  plan: Plan;
  draft: Draft | undefined;
  onDraftChange: (draft: Draft) => void;
  /** Where its value lies in the answer. */
  path: Path;
  /** Under which its draft is in the form's data. */
  name: string;
  label: string;
  hint?: string;
  required: boolean;
  errors: AnswerError[];
}

export function errorAt(errors: AnswerError[], path: Path): string | undefined {
  const found = errors.filter((error) => samePath(error.path, path));
  return found.length > 0 ? found.map(({ message }) => message).join(' ') : undefined;
}

/** Of a control that shows a whole part of the answer: every error in it, with its place. */
export function errorsWithin(errors: AnswerError[], path: Path): string | undefined {
  const found = errors.filter((error) => isWithin(error.path, path));
  const sentences = found.map(({ path: at, message }) => {
    const inside = at.slice(path.length);
    return inside.length > 0 ? `${describePath(inside)}: ${message}` : message;
  });
  return sentences.length > 0 ? sentences.join(' ') : undefined;
}

export function isWithin(inner: Path, outer: Path): boolean {
  return samePath(inner.slice(0, outer.length), outer);
}

function samePath(a: Path, b: Path): boolean {
  return a.length === b.length && a.every((key, index) => String(key) === String(b[index]));
}
