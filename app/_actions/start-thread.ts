'use server';

import { v7 } from 'uuid';
import { z } from 'zod';
import { readReviewer } from '#app/_shell/read-reviewer';
import { createRun } from '#lib/runs/create-run';
import { holdpoint } from '#lib/runs/holdpoint';
import type { ActionResult } from './action-result';
import { runAction } from './run-action';

const requestSchema = z.object({ graphId: z.string().min(1), input: z.unknown() });

export type StartThreadRequest = z.input<typeof requestSchema>;

/** Makes a thread and its first run. */
export async function startThread(request: StartThreadRequest): Promise<ActionResult<{ threadId: string }>> {
  return runAction('operate', async () => {
    const { graphId, input } = requestSchema.parse(request);
    const run = await createRun(await holdpoint(), {
      threadId: v7(),
      assistantId: graphId,
      input,
      ifNotExists: 'create',
      actor: await readReviewer(),
    });
    return { threadId: run.threadId };
  });
}
