import { z } from 'zod';
import { HoldpointError } from '#lib/errors';
import { logger } from '#lib/runs/logger';
import { describeTrouble, isTrouble } from '#lib/store/database-trouble';
import type { ActionResult } from './action-result';

/** Runs a server action's work. Expected failures become results that a screen shows; anything else is logged and hidden. */
export async function runAction<T extends object>(work: () => Promise<T>): Promise<ActionResult<T>> {
  try {
    return { ok: true, ...(await work()) };
  } catch (error) {
    if (error instanceof HoldpointError) {
      logger().info({ code: error.code }, 'an action was refused');
      return { ok: false, code: error.code, message: error.message, details: error.details };
    }
    if (isTrouble(error)) return { ok: false, code: 'database_unavailable', message: describeTrouble(error) };
    if (error instanceof z.ZodError) return { ok: false, code: 'invalid_request', message: z.prettifyError(error) };
    logger().error({ err: error }, 'an action failed');
    return { ok: false, code: 'internal', message: 'The server failed. Its log has the details; try again.' };
  }
}
