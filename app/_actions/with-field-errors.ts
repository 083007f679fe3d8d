import { fieldErrorsIn } from '#lib/review/describe-error';
import type { ActionFailure } from './action-result';

/** What a refusal says of single fields, for the form that shows it there. */
export function withFieldErrors(failure: ActionFailure): ActionFailure {
  const errors = fieldErrorsIn(failure);
  return errors.length > 0 ? { ...failure, errors } : failure;
}
