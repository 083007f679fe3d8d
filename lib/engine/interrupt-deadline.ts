import { GraphValueError } from './errors';
import { isStandardSchema, readIssues, validateNow } from './standard-schema';
import type { Interrupt, OnExpire } from './types';

/** Until when a question can be answered, and what happens then. The server that keeps the question sees to it. */
export interface DeadlineOptions {
  /** The last moment: a Date, or ISO 8601. */
  expiresAt?: Date | string;
  /** Or the milliseconds from when it is asked. */
  timeoutMs?: number;
  /** Default `{ action: 'stay' }`: the question stays open and is shown as overdue. */
  onExpire?: OnExpire;
}

const MAX_TIMEOUT_MS = 100 * 366 * 24 * 60 * 60 * 1_000;

/**
 * A deadline as a question carries it. A number of milliseconds stays one: the moment is fixed by the clock of the database
 * that stores the question.
 * @throws GraphValueError `INVALID_DEADLINE`
 */
export function describeDeadline(
  { expiresAt, timeoutMs, onExpire }: DeadlineOptions,
  responseSchema: unknown,
): Pick<Interrupt, 'expires_at' | 'timeout_ms' | 'on_expire'> {
  if (expiresAt !== undefined && timeoutMs !== undefined) throw invalid('takes expiresAt or timeoutMs, not both');
  if (timeoutMs !== undefined && !(timeoutMs >= 0 && timeoutMs <= MAX_TIMEOUT_MS))
    throw invalid(`got timeoutMs ${timeoutMs}; give milliseconds from 0 to 100 years`);
  if (onExpire?.action === 'resume') checkAnswer(onExpire.value, responseSchema);
  return {
    ...(expiresAt !== undefined && { expires_at: isoText(expiresAt) }),
    ...(timeoutMs !== undefined && { timeout_ms: timeoutMs }),
    ...(onExpire && { on_expire: onExpire }),
  };
}

/** Refused when it is asked, while the author is watching, and not when nobody answers at night. */
function checkAnswer(value: unknown, responseSchema: unknown): void {
  if (value === undefined) throw invalid('resumes with no value; give one, null if need be');
  if (!isStandardSchema(responseSchema)) return;
  const result = validateNow(responseSchema, value);
  if (!result.issues) return;
  const issues = readIssues(result.issues).map(({ path, message }) => [...path, message].join(': '));
  throw invalid(`resumes with a value that does not fit its own schema. ${issues.join('; ')}`);
}

function isoText(moment: Date | string): string {
  const time = new Date(moment);
  if (Number.isNaN(time.getTime())) throw invalid(`got expiresAt ${String(moment)}; give a Date or ISO 8601`);
  return time.toISOString();
}

function invalid(what: string): GraphValueError {
  return new GraphValueError('INVALID_DEADLINE', `The deadline of interrupt() ${what}.`);
}
