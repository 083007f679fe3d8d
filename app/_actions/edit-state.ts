'use server';

import { z } from 'zod';
import { readReviewer } from '#app/_shell/read-reviewer';
import { HoldpointError } from '#lib/errors';
import { t } from '#lib/language/gettext';
import { createRun } from '#lib/runs/create-run';
import type { Holdpoint } from '#lib/runs/holdpoint';
import { holdpoint } from '#lib/runs/holdpoint';
import { setStateValues } from '#lib/runs/set-state-values';
import { getThread } from '#lib/runs/threads';
import { COPY, updateThreadState } from '#lib/runs/update-state';
import type { ActionResult } from './action-result';
import { runAction } from './run-action';
import { withFieldErrors } from './with-field-errors';

const requestSchema = z.object({
  threadId: z.uuid(),
  /** The checkpoint from which to go on; absent: the head. */
  checkpointId: z.string().optional(),
  /** Of a nested graph. */
  checkpointNs: z.string().optional(),
  /** JSON text of the values by state key; null: a copy of the checkpoint. */
  valuesJson: z.string().nullable(),
  asNode: z.string().min(1).optional(),
  /** Starts a run from there at once. */
  goOn: z.boolean(),
});

export type StateEditRequest = z.input<typeof requestSchema>;

const valuesSchema = z.record(z.string(), z.unknown());

/** Edits the state from any checkpoint on, or goes back to it: what comes is a new branch, and what was stays in the history. */
export async function editState(request: StateEditRequest): Promise<ActionResult<{ checkpointId: string }>> {
  const result = await runAction('operate', async () => {
    const { valuesJson, goOn, asNode, ...place } = requestSchema.parse(request);
    const [hp, actor] = await Promise.all([holdpoint(), readReviewer()]);
    if (!actor) throw new HoldpointError('invalid_request', t`Give your name first: an edit is recorded with it.`);
    const config =
      valuesJson === null
        ? await updateThreadState(hp, { ...place, values: null, asNode: COPY, actor })
        : await setStateValues(hp, { ...place, values: valuesSchema.parse(JSON.parse(valuesJson)), asNode, actor });
    if (goOn) await continueThread(hp, place.threadId, actor);
    return { checkpointId: config.configurable?.checkpoint_id ?? '' };
  });
  return result.ok ? result : withFieldErrors(result);
}

async function continueThread(hp: Holdpoint, threadId: string, actor: string): Promise<void> {
  const { assistantId, graphId } = await getThread(hp, threadId);
  const assistant = assistantId ?? graphId;
  if (assistant) await createRun(hp, { threadId, assistantId: assistant, actor });
}
