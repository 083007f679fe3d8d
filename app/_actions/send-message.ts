'use server';

import { z } from 'zod';
import { readReviewer } from '#app/_shell/read-reviewer';
import { createRun } from '#lib/runs/create-run';
import { holdpoint } from '#lib/runs/holdpoint';
import type { ActionResult } from './action-result';
import { runAction } from './run-action';

const requestSchema = z.object({
  threadId: z.uuid(),
  /** An assistant's id, or a graph's. */
  assistantId: z.string().min(1),
  input: z.unknown(),
  multitaskStrategy: z.enum(['reject', 'enqueue', 'interrupt', 'rollback']),
  onPendingInterrupt: z.enum(['allow', 'reject', 'enqueue']),
  /** Absent: as the graph or the assistant says. */
  repairDanglingToolCalls: z.boolean().optional(),
});

export type SendMessageRequest = z.input<typeof requestSchema>;

/** Sends new input to a thread. What it does to a busy or waiting thread, the sender has chosen. */
export async function sendMessage(request: SendMessageRequest): Promise<ActionResult<{ runId: string }>> {
  return runAction('operate', async () => {
    const { input, repairDanglingToolCalls: repair, ...rest } = requestSchema.parse(request);
    const kwargs = repair === undefined ? {} : { config: { repair_dangling_tool_calls: repair } };
    const run = await createRun(await holdpoint(), { ...rest, input, kwargs, actor: await readReviewer() });
    return { runId: run.id };
  });
}
