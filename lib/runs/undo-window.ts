import { z } from 'zod';

const SETTING = 'HOLDPOINT_UNDO_SECONDS';
const MAX_SECONDS = 60;
const DEFAULT_SECONDS = 5;

const seconds = z.coerce.number().min(0).max(MAX_SECONDS);

/**
 * How long a reviewer can take an answer back before the graph gets it; 0: not at all. Only screens wait for it, never the API.
 * @throws Error that names a setting which cannot be used
 */
export function undoMs(env: Record<string, string | undefined> = process.env): number {
  const given = env[SETTING];
  const parsed = seconds.safeParse(given === undefined || given === '' ? DEFAULT_SECONDS : given);
  if (!parsed.success)
    throw new Error(`${SETTING} is ${given}; it must be a number of seconds from 0 to ${MAX_SECONDS}.`);
  return parsed.data * 1000;
}
