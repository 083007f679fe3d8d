import { t } from '#lib/language/gettext';
import type { AnswerError } from '#lib/runs/validate-answer';

export type Path = (string | number)[];

/** Errors of a part, with the paths of the whole. */
export function errorsBelow(path: Path, errors: AnswerError[]): AnswerError[] {
  return errors.map((error) => ({ ...error, path: [...path, ...error.path] }));
}

export function checkOneOf(value: unknown, allowed: readonly unknown[]): AnswerError[] {
  if (allowed.includes(value)) return [];
  const named = allowed.map((option) => JSON.stringify(option)).join(', ');
  return [{ path: [], message: allowed.length > 0 ? t`This must be one of ${named}.` : t`Nothing is allowed here.` }];
}
