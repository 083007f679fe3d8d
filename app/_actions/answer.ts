'use server';

import { z } from 'zod';
import type { Preferences } from '#app/_preferences/preferences';
import { readPreferences } from '#app/_preferences/read-preferences';
import { readReviewer } from '#app/_shell/read-reviewer';
import { HoldpointError } from '#lib/errors';
import { t } from '#lib/language/gettext';
import { answerInterrupt } from '#lib/runs/answer-interrupt';
import { holdpoint } from '#lib/runs/holdpoint';
import { scheduleAnswer } from '#lib/runs/schedule-answer';
import { undoMs } from '#lib/runs/undo-window';
import type { ActionResult } from './action-result';
import { runAction } from './run-action';
import { withFieldErrors } from './with-field-errors';

const requestSchema = z.object({
  interruptId: z.string().min(1),
  /** As JSON text, so that what arrives is exactly what the reviewer saw before sending it. */
  valueJson: z.string(),
  note: z.string().trim().max(2000).optional(),
});

export type AnswerRequest = z.input<typeof requestSchema>;

/**
 * Answers a question as the person of this browser. Once it says ok, the answer is kept, whatever happens to the server: it has been
 * given, or it is given when the time to take it back is over (`runId` null).
 */
export async function answer(request: AnswerRequest): Promise<ActionResult<{ runId: string | null }>> {
  const result = await runAction('review', async () => {
    const { interruptId, valueJson, note } = requestSchema.parse(request);
    const actor = await readReviewer();
    if (!actor) throw new HoldpointError('invalid_request', t`Give your name first: an answer is recorded with it.`);
    const given = { interruptId, value: JSON.parse(valueJson) as unknown, actor, note: note || null };
    const hp = await holdpoint();
    const delayMs = chosenUndoMs((await readPreferences()).undo);
    if (delayMs === 0) return { runId: (await answerInterrupt(hp, given)).id };
    await scheduleAnswer(hp, { ...given, delayMs });
    return { runId: null };
  });
  return result.ok ? result : withFieldErrors(result);
}

/** A server that sends at once does so for everybody. */
function chosenUndoMs(choice: Preferences['undo']): number {
  const serverMs = undoMs();
  return serverMs === 0 || choice === 'server' ? serverMs : Number(choice) * 1000;
}
