'use server';

import { z } from 'zod';
import { endThread as end } from '#lib/runs/end-thread';
import { holdpoint } from '#lib/runs/holdpoint';
import type { ActionResult } from './action-result';
import { requireReviewer } from './require-reviewer';
import { runAction } from './run-action';

const requestSchema = z.object({
  threadId: z.uuid(),
  reason: z.string(),
  /** The questions that the screen says are dropped. */
  questionIds: z.array(z.string()),
});

export type EndThreadRequest = z.input<typeof requestSchema>;

/** Ends a thread without an answer to its open questions. */
export async function endThread(request: EndThreadRequest): Promise<ActionResult> {
  return runAction('review', async () => {
    const ending = requestSchema.parse(request);
    const [hp, actor] = await Promise.all([holdpoint(), requireReviewer()]);
    await end(hp, { ...ending, actor });
    return {};
  });
}
