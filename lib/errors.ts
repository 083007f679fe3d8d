/**
 * The one error class of the server. A code says what went wrong, for programs; the message says it for people and names the
 * next step; `details` holds what a client may want to read (snake_case, as it goes over the wire).
 */
const STATUS_OF_CODE = {
  invalid_json: 400,
  unauthorized: 401,
  forbidden: 403,
  thread_not_found: 404,
  run_not_found: 404,
  assistant_not_found: 404,
  graph_not_found: 404,
  interrupt_not_found: 404,
  checkpoint_not_found: 404,
  webhook_not_found: 404,
  view_not_found: 404,
  link_not_found: 404,
  member_not_found: 404,
  key_not_found: 404,
  thread_exists: 409,
  assistant_exists: 409,
  thread_busy: 409,
  interrupt_pending: 409,
  interrupt_not_pending: 409,
  run_finished: 409,
  conflict: 409,
  // Not 429, and not 413 below: the field's clients send a request again that was refused with either.
  queue_full: 409,
  payload_too_large: 422,
  state_too_large: 422,
  event_too_large: 422,
  invalid_request: 422,
  invalid_answer: 422,
  ambiguous_resume: 422,
  unsupported_value: 422,
  graph_failed: 500,
  internal: 500,
  database_unavailable: 503,
} as const;

export type ErrorCode = keyof typeof STATUS_OF_CODE;

export function httpStatus(code: ErrorCode): number {
  return STATUS_OF_CODE[code];
}

export interface ErrorExtras {
  details?: unknown;
  cause?: unknown;
}

export class HoldpointError extends Error {
  override readonly name = 'HoldpointError';
  readonly code: ErrorCode;
  readonly details?: unknown;

  constructor(code: ErrorCode, message: string, { details, cause }: ErrorExtras = {}) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    if (details !== undefined) this.details = details;
  }

  static override [Symbol.hasInstance](value: unknown): value is HoldpointError {
    return isNamed(value, 'HoldpointError');
  }
}

/**
 * The run was taken from its worker: stopped, rolled back, or claimed by another worker after the lease ran out. Control flow
 * of the worker; it never reaches a client.
 */
export class LeaseLostError extends Error {
  override readonly name = 'LeaseLostError';
  readonly runId: string;

  constructor(runId: string) {
    super(
      `The lease of run ${runId} is gone: the run was stopped, deleted or taken over. What it still does is dropped.`,
    );
    this.runId = runId;
  }

  static override [Symbol.hasInstance](value: unknown): value is LeaseLostError {
    return isNamed(value, 'LeaseLostError');
  }
}

/** A process loads this module several times (see lib/store/process-wide.ts); the errors of one copy are those of every other. */
function isNamed(value: unknown, name: string): boolean {
  return value instanceof Error && value.name === name;
}
