'use server';

import { z } from 'zod';
import { readReviewer } from '#app/_shell/read-reviewer';
import { holdpoint } from '#lib/runs/holdpoint';
import { retryRun as retry } from '#lib/runs/retry-run';
import type { ActionResult } from './action-result';
import { runAction } from './run-action';

const requestSchema = z.object({ threadId: z.uuid(), runId: z.uuid() });

export type RetryRunRequest = z.input<typeof requestSchema>;

/** Goes on from the thread's last checkpoint, after a run that failed or was stopped. */
export async function retryRun(request: RetryRunRequest): Promise<ActionResult<{ runId: string }>> {
  return runAction('operate', async () => {
    const run = await retry(await holdpoint(), { ...requestSchema.parse(request), actor: await readReviewer() });
    return { runId: run.id };
  });
}
