import { z } from 'zod';
import type { Interrupt, OnExpire } from '#lib/engine';
import { HoldpointError } from '#lib/errors';
import type { AskedQuestion } from './asked-questions';
import type { RunConfig } from './run-kwargs';

/** Until when a question can be answered: a moment (ISO 8601), or milliseconds from when it is stored. */
export interface InterruptDeadline {
  expiresAt: string | null;
  timeoutMs: number | null;
  onExpire: OnExpire;
}

const MAX_TIMEOUT_MS = 100 * 366 * 24 * 60 * 60 * 1_000;

const onExpire = z.discriminatedUnion(
  'action',
  [
    z.object({ action: z.literal('resume'), value: z.json() }),
    z.object({ action: z.literal('error') }),
    z.object({ action: z.literal('stay') }),
  ],
  { error: 'must be {action: "resume", value}, {action: "error"} or {action: "stay"}' },
);

const defaultDeadline = z.object({
  timeout_ms: z
    .number('must be a number')
    .min(0, 'must not be negative')
    .max(MAX_TIMEOUT_MS, 'must be at most 100 years'),
  on_expire: onExpire.optional(),
});

/** Where an assistant, a thread or a run says what deadline its questions have that bring none of their own. */
const KEY = 'interrupt_deadline';

/** @throws HoldpointError `invalid_request`, for a default deadline that nobody could keep */
export function checkDeadline(config: Record<string, unknown> | undefined): void {
  const parsed = defaultDeadline.nullish().safeParse(config?.[KEY]);
  if (parsed.success) return;
  const [issue] = parsed.error.issues;
  const place = ['config', KEY, ...(issue?.path ?? [])].join('.');
  throw new HoldpointError('invalid_request', `${place} ${issue?.message ?? 'is not a deadline'}.`);
}

/** Whether one of the questions does not wait without limit. */
export function hasDeadline(asked: AskedQuestion[], config: RunConfig | undefined): boolean {
  return asked.some(({ deadline }) => deadlineOf(deadline, config) !== null);
}

/**
 * The deadline of a question: its own, else the default of its run's configuration, each part for itself. Null: it waits
 * without limit.
 */
export function deadlineOf(
  asked: Pick<Interrupt, 'expires_at' | 'timeout_ms' | 'on_expire'>,
  config: RunConfig | undefined,
): InterruptDeadline | null {
  const byDefault = defaultDeadline.nullish().safeParse(config?.[KEY]).data;
  const expiresAt = asked.expires_at ?? null;
  const timeoutMs = expiresAt === null ? (asked.timeout_ms ?? byDefault?.timeout_ms ?? null) : null;
  if (expiresAt === null && timeoutMs === null) return null;
  return { expiresAt, timeoutMs, onExpire: asked.on_expire ?? byDefault?.on_expire ?? { action: 'stay' } };
}
