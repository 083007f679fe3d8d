'use server';

import { z } from 'zod';
import { readReviewer } from '#app/_shell/read-reviewer';
import { HoldpointError } from '#lib/errors';
import { t } from '#lib/language/gettext';
import { sendAnswerNow } from '#lib/runs/give-scheduled-answers';
import { holdpoint } from '#lib/runs/holdpoint';
import { undoAnswer } from '#lib/runs/schedule-answer';
import type { ActionResult } from './action-result';
import { runAction } from './run-action';

const idSchema = z.string().min(1);

/** Takes back what the person of this browser has decided a moment ago. */
export async function undo(interruptId: unknown): Promise<ActionResult> {
  return runAction('review', async () => {
    await undoAnswer(await holdpoint(), await author(interruptId));
    return {};
  });
}

/** Waits no longer: the graph gets the answer now. */
export async function sendNow(interruptId: unknown): Promise<ActionResult> {
  return runAction('review', async () => {
    await sendAnswerNow(await holdpoint(), await author(interruptId));
    return {};
  });
}

async function author(interruptId: unknown) {
  const actor = await readReviewer();
  if (!actor) throw new HoldpointError('invalid_request', t`Give your name first: only who decided can change it.`);
  return { interruptId: idSchema.parse(interruptId), actor };
}
