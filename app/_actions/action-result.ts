import type { ErrorCode } from '#lib/errors';

/** One error of a value against a schema. */
export interface PathError {
  path: (string | number)[];
  message: string;
}

/** What every server action gives back: an expected failure is a value, never a throw. */
export type ActionResult<T extends object = object> = ({ ok: true } & T) | ActionFailure;

export interface ActionFailure {
  ok: false;
  code: ErrorCode;
  /** Names the thing and the next step; shown as it is. */
  message: string;
  /** With `invalid_answer`: one entry for each field. */
  errors?: PathError[];
  /** As the HTTP API gives it, e.g. `{decided_by, decided_at}` with `interrupt_not_pending`. */
  details?: unknown;
}
