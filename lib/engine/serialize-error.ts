import type { SerializedError } from './types';

const MAX_CAUSES = 5;

/** Keeps what a person needs to find the fault: name, message, stack, code and causes. */
export function serializeError(error: unknown, depth = 0): SerializedError {
  if (!(error instanceof Error)) return { name: 'Error', message: describeThrown(error) };
  const code = codeOf(error);
  return {
    name: error.name,
    message: error.message,
    ...(error.stack !== undefined && { stack: error.stack }),
    ...(code !== undefined && { code }),
    ...(error.cause !== undefined && depth < MAX_CAUSES && { cause: serializeError(error.cause, depth + 1) }),
  };
}

/** An Error that tells the same. */
export function reviveError({ name, message, stack, code, cause }: SerializedError): Error {
  const error = new Error(message, cause && { cause: reviveError(cause) });
  return Object.assign(error, { name, ...(stack !== undefined && { stack }), ...(code !== undefined && { code }) });
}

/** Code may throw anything; from here on it is an Error. */
export function toError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(describeThrown(thrown), { cause: thrown });
}

function describeThrown(thrown: unknown): string {
  if (typeof thrown === 'string') return thrown;
  if (typeof thrown === 'object' && thrown !== null && 'message' in thrown) return String(thrown.message);
  try {
    return JSON.stringify(thrown) ?? String(thrown);
  } catch {
    return String(thrown);
  }
}

function codeOf(error: Error): string | undefined {
  for (const key of ['lc_error_code', 'code']) {
    const code: unknown = Reflect.get(error, key);
    if (typeof code === 'string') return code;
  }
  return undefined;
}
