// How much of everything there may be. Each limit has a setting, and each refusal names it, so that whoever meets a limit knows
// what to do about it.
import { z } from 'zod';
import { type ErrorCode, HoldpointError } from '#lib/errors';

const MEGABYTE = 1024 * 1024;
/** A value in PostgreSQL ends at 1 GB, a text in JavaScript at half of that. */
const MAX_MEGABYTES = 256;

const megabytes = z.coerce
  .number('must be a number of megabytes')
  .positive('must be above 0')
  .max(MAX_MEGABYTES, `must be at most ${MAX_MEGABYTES}`);
const count = (most: number) =>
  z.coerce
    .number('must be a number')
    .int('must be a whole number')
    .min(1, 'must be at least 1')
    .max(most, `must be at most ${most}`);

const SETTINGS = z.object({
  HOLDPOINT_WORKER_CONCURRENCY: count(1_000).default(64),
  HOLDPOINT_MAX_QUEUED_RUNS: count(100_000).default(1_000),
  HOLDPOINT_MAX_INPUT_MB: megabytes.default(20),
  HOLDPOINT_MAX_METADATA_MB: megabytes.default(1),
  HOLDPOINT_MAX_STATE_MB: megabytes.default(64),
  HOLDPOINT_MAX_EVENT_MB: megabytes.default(8),
  HOLDPOINT_STATE_CACHE_MB: megabytes.default(32),
});

type SizeSetting = 'INPUT' | 'METADATA' | 'STATE' | 'EVENT';

interface SizeLimit {
  setting: `HOLDPOINT_MAX_${SizeSetting}_MB`;
  what: string;
  /** What to do about it, beside raising the limit. */
  advice: string;
  code: ErrorCode;
}

const REFERENCE = 'Keep what is large elsewhere and send a reference to it';

/** What has a size, as JSON in UTF-8. */
const SIZES = {
  input: { setting: 'HOLDPOINT_MAX_INPUT_MB', what: 'The input', advice: REFERENCE, code: 'payload_too_large' },
  command: { setting: 'HOLDPOINT_MAX_INPUT_MB', what: 'The command', advice: REFERENCE, code: 'payload_too_large' },
  answer: { setting: 'HOLDPOINT_MAX_INPUT_MB', what: 'The answer', advice: REFERENCE, code: 'payload_too_large' },
  metadata: {
    setting: 'HOLDPOINT_MAX_METADATA_MB',
    what: 'The metadata',
    advice: REFERENCE,
    code: 'payload_too_large',
  },
  state: {
    setting: 'HOLDPOINT_MAX_STATE_MB',
    what: 'What one superstep changes in the state',
    advice: 'Let nodes keep what is large elsewhere and return a reference to it',
    code: 'state_too_large',
  },
  event: {
    setting: 'HOLDPOINT_MAX_EVENT_MB',
    what: 'An event that a node gave to its writer',
    advice: 'Send it in parts',
    code: 'event_too_large',
  },
} as const satisfies Record<string, SizeLimit>;

export type Sized = keyof typeof SIZES;

export interface Limits {
  /** Runs that one process executes at the same time. */
  workerConcurrency: number;
  /** Unfinished runs of one thread. */
  queuedRuns: number;
  maxBytes: Record<Sized, number>;
  /** Of the states that a process keeps in memory, as JSON. */
  keptStateBytes: number;
}

let ofProcess: Limits | undefined;

/** Those of this process, read once. @throws Error that names a setting which cannot be used */
export function limits(): Limits {
  ofProcess ??= readLimits(process.env);
  return ofProcess;
}

/** @throws Error that names a setting which cannot be used */
export function readLimits(env: Record<string, string | undefined>): Limits {
  // Set to nothing is not set, as everywhere.
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const { data, error } = SETTINGS.safeParse(given);
  if (!data) {
    const [issue] = error.issues;
    const name = String(issue?.path[0]);
    throw new Error(`${name} is ${given[name]}; it ${issue?.message}.`);
  }
  const bytes = Object.entries(SIZES).map(([kind, { setting }]) => [kind, data[setting] * MEGABYTE]);
  return {
    workerConcurrency: data.HOLDPOINT_WORKER_CONCURRENCY,
    queuedRuns: data.HOLDPOINT_MAX_QUEUED_RUNS,
    maxBytes: Object.fromEntries(bytes) as Limits['maxBytes'], // one entry for each of SIZES
    keptStateBytes: data.HOLDPOINT_STATE_CACHE_MB * MEGABYTE,
  };
}

/** @throws HoldpointError `payload_too_large`, `state_too_large`, `event_too_large` for JSON text that is too large */
export function checkSize(kind: Sized, text: string, { maxBytes } = limits()): void {
  const limit = maxBytes[kind];
  // No character has more than three bytes in UTF-8, so what is usual need not be measured.
  if (text.length * 3 <= limit) return;
  const size = Buffer.byteLength(text);
  if (size <= limit) return;
  const { setting, what, advice, code } = SIZES[kind];
  throw new HoldpointError(
    code,
    `${what} is ${inMegabytes(size)} MB of JSON; the limit is ${inMegabytes(limit)} MB. ${advice}, or raise ${setting}.`,
    { details: { size_bytes: size, limit_bytes: limit, setting } },
  );
}

/** @throws HoldpointError `queue_full`, when one more run would be too many for its thread */
export function checkQueueLength(threadId: string, unfinished: number, { queuedRuns } = limits()): void {
  if (unfinished < queuedRuns) return;
  throw new HoldpointError(
    'queue_full',
    `Thread ${threadId} has ${unfinished} runs that have not ended; the limit is ${queuedRuns}. Wait until some have, cancel some, or raise HOLDPOINT_MAX_QUEUED_RUNS.`,
    { details: { unfinished_runs: unfinished, limit: queuedRuns, setting: 'HOLDPOINT_MAX_QUEUED_RUNS' } },
  );
}

function inMegabytes(bytes: number): string {
  return (bytes / MEGABYTE).toFixed(bytes < MEGABYTE ? 3 : 1);
}
