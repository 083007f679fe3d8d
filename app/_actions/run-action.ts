import { z } from 'zod';
import { allow } from '#app/_auth/allow';
import type { Permission } from '#lib/auth/permissions';
import { t } from '#lib/language/gettext';
import { describeError } from '#lib/review/describe-error';
import { knownError } from '#lib/runs/known-error';
import { logger } from '#lib/runs/logger';
import type { ActionResult } from './action-result';

/** Runs a server action's work, for who has the permission. Expected failures become results that a screen shows; anything else is logged and hidden. */
export async function runAction<T extends object>(
  permission: Permission,
  work: () => Promise<T>,
): Promise<ActionResult<T>> {
  try {
    await allow(permission);
    return { ok: true, ...(await work()) };
  } catch (error) {
    const known = knownError(error);
    if (known) {
      logger().info({ code: known.code }, 'an action was refused');
      return { ok: false, code: known.code, message: describeError(known), details: known.details };
    }
    if (error instanceof z.ZodError) return { ok: false, code: 'invalid_request', message: z.prettifyError(error) };
    logger().error({ err: error }, 'an action failed');
    return { ok: false, code: 'internal', message: t`The server failed. Its log has the details; try again.` };
  }
}
