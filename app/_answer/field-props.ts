import type { ComponentType } from 'react';
import type { Draft } from '#lib/review/form/draft';
import type { FormPlan } from '#lib/review/form/form-plan';
import type { AnswerError } from '#lib/runs/validate-answer';

/** A container also gets the component that shows its parts: importing it would be a cycle. */
export interface ContainerProps<Plan extends FormPlan> extends FieldProps<Plan> {
  inner: ComponentType<FieldProps>;
}

export type Path = (string | number)[];

/** What every control of an answer form gets. */
export interface FieldProps<Plan extends FormPlan = FormPlan> {
  plan: Plan;
  draft: Draft | undefined;
  onDraftChange: (draft: Draft) => void;
  /** Where its value lies in the answer. */
  path: Path;
  label: string;
  hint?: string;
  required: boolean;
  errors: AnswerError[];
}

export function errorAt(errors: AnswerError[], path: Path): string | undefined {
  const found = errors.filter((error) => samePath(error.path, path));
  return found.length > 0 ? found.map(({ message }) => message).join(' ') : undefined;
}

function samePath(a: Path, b: Path): boolean {
  return a.length === b.length && a.every((key, index) => String(key) === String(b[index]));
}
