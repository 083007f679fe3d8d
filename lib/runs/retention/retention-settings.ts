import { z } from 'zod';
import type { RetentionStrategy } from '#lib/store/generated/enums';

/** What the server does to threads that have no retention of their own, and to the events of runs. */
export interface RetentionSettings {
  strategy: RetentionStrategy;
  /** Minutes of rest after which `strategy` applies. */
  minutes: number;
  /** Minutes after a run's end in which its events can be streamed again; null: for ever. */
  eventsMinutes: number | null;
}

const DAY_MINUTES = 24 * 60;
const MAX_MINUTES = 100 * 366 * DAY_MINUTES;

const NOT_MINUTES = 'must be a number of minutes above 0';
const minutes = z.coerce
  .number(NOT_MINUTES)
  .positive(NOT_MINUTES)
  .max(MAX_MINUTES, 'must be at most 100 years of minutes');

const environment = z
  .object({
    HOLDPOINT_RETENTION: z
      .enum(['keep', 'keep_latest', 'delete'], 'must be keep, keep_latest or delete')
      .default('keep'),
    HOLDPOINT_RETENTION_MINUTES: minutes.optional(),
    HOLDPOINT_EVENTS_RETENTION_MINUTES: z.union([z.literal('keep'), minutes]).default(DAY_MINUTES),
  })
  .refine((env) => env.HOLDPOINT_RETENTION === 'keep' || env.HOLDPOINT_RETENTION_MINUTES !== undefined, {
    path: ['HOLDPOINT_RETENTION_MINUTES'],
    message: 'must say after how many minutes of rest HOLDPOINT_RETENTION applies',
  });

/** @throws Error that names the setting which cannot be used */
export function retentionSettings(env: Record<string, string | undefined> = process.env): RetentionSettings {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const { success, data, error } = environment.safeParse(given);
  if (!success) {
    const [issue] = error.issues;
    throw new Error(`${issue?.path.join('.')} ${issue?.message}.`);
  }
  const { HOLDPOINT_EVENTS_RETENTION_MINUTES: events } = data;
  return {
    strategy: data.HOLDPOINT_RETENTION,
    minutes: data.HOLDPOINT_RETENTION_MINUTES ?? 0,
    eventsMinutes: events === 'keep' ? null : events,
  };
}
