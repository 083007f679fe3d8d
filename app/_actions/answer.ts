'use server';

import { z } from 'zod';
import { readReviewer } from '#app/_shell/read-reviewer';
import { HoldpointError } from '#lib/errors';
import { answerInterrupt } from '#lib/runs/answer-interrupt';
import { holdpoint } from '#lib/runs/holdpoint';
import { isRecord } from '#lib/runs/is-record';
import type { ActionFailure, ActionResult } from './action-result';
import { runAction } from './run-action';

const requestSchema = z.object({
  interruptId: z.string().min(1),
  /** As JSON text, so that what arrives is exactly what the reviewer saw before sending it. */
  valueJson: z.string(),
  note: z.string().trim().max(2000).optional(),
});

export type AnswerRequest = z.input<typeof requestSchema>;

/** Answers a question as the person of this browser. Once it says ok, the answer is kept, whatever happens to the server. */
export async function answer(request: AnswerRequest): Promise<ActionResult<{ runId: string }>> {
  const result = await runAction(async () => {
    const { interruptId, valueJson, note } = requestSchema.parse(request);
    const actor = await readReviewer();
    if (!actor) throw new HoldpointError('invalid_request', 'Give your name first: an answer is recorded with it.');
    const run = await answerInterrupt(await holdpoint(), {
      interruptId,
      value: JSON.parse(valueJson) as unknown,
      actor,
      note: note || null,
    });
    return { runId: run.id };
  });
  return result.ok ? result : withFieldErrors(result);
}

const fieldErrors = z.array(z.object({ path: z.array(z.union([z.string(), z.number()])), message: z.string() }));

function withFieldErrors(failure: ActionFailure): ActionFailure {
  const parsed = fieldErrors.safeParse(isRecord(failure.details) ? failure.details.errors : undefined);
  return parsed.success ? { ...failure, errors: parsed.data } : failure;
}
