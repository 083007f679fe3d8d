'use server';

import { z } from 'zod';
import { readReviewer } from '#app/_shell/read-reviewer';
import { holdpoint } from '#lib/runs/holdpoint';
import { withdrawRuns as withdraw } from '#lib/runs/withdraw-runs';
import type { ActionResult } from './action-result';
import { runAction } from './run-action';

const requestSchema = z.object({ threadId: z.uuid(), runId: z.uuid().optional() });

export type WithdrawalRequest = z.input<typeof requestSchema>;

/** Takes one run out of its thread's queue, or all that wait there. */
export async function withdrawRuns(request: WithdrawalRequest): Promise<ActionResult> {
  return runAction('operate', async () => {
    await withdraw(await holdpoint(), { ...requestSchema.parse(request), actor: await readReviewer() });
    return {};
  });
}
