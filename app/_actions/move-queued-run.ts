'use server';

import { z } from 'zod';
import { readReviewer } from '#app/_shell/read-reviewer';
import { holdpoint } from '#lib/runs/holdpoint';
import { moveQueuedRun as move } from '#lib/runs/move-queued-run';
import type { ActionResult } from './action-result';
import { runAction } from './run-action';

const requestSchema = z.object({ threadId: z.uuid(), runId: z.uuid(), before: z.uuid().nullable() });

export type QueueMoveRequest = z.input<typeof requestSchema>;

/** Gives a run another place in the queue of its thread. */
export async function moveQueuedRun(request: QueueMoveRequest): Promise<ActionResult> {
  return runAction('operate', async () => {
    await move(await holdpoint(), { ...requestSchema.parse(request), actor: await readReviewer() });
    return {};
  });
}
