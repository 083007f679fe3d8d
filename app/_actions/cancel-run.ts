'use server';

import { z } from 'zod';
import { readReviewer } from '#app/_shell/read-reviewer';
import { cancelRun as cancel } from '#lib/runs/cancel-run';
import { holdpoint } from '#lib/runs/holdpoint';
import type { ActionResult } from './action-result';
import { runAction } from './run-action';

const requestSchema = z.object({ threadId: z.uuid(), runId: z.uuid(), action: z.enum(['interrupt', 'rollback']) });

export type CancelRunRequest = z.input<typeof requestSchema>;

/** Stops a run: `interrupt` keeps what it did, `rollback` makes it never have happened. */
export async function cancelRun(request: CancelRunRequest): Promise<ActionResult> {
  return runAction('operate', async () => {
    await cancel(await holdpoint(), { ...requestSchema.parse(request), actor: await readReviewer() });
    return {};
  });
}
