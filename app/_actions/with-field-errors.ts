import { z } from 'zod';
import { isRecord } from '#lib/runs/is-record';
import type { ActionFailure } from './action-result';

const fieldErrors = z.array(z.object({ path: z.array(z.union([z.string(), z.number()])), message: z.string() }));

/** What a refusal says of single fields, for the form that shows it there. */
export function withFieldErrors(failure: ActionFailure): ActionFailure {
  const parsed = fieldErrors.safeParse(isRecord(failure.details) ? failure.details.errors : undefined);
  return parsed.success ? { ...failure, errors: parsed.data } : failure;
}
