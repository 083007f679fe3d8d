'use server';

import { z } from 'zod';
import { holdpoint } from '#lib/runs/holdpoint';
import { snoozeQuestion } from '#lib/runs/snooze-question';
import type { ActionResult } from './action-result';
import { eachQuestion, idsSchema, type Refusal, sparingOthers } from './each-question';
import { requireReviewer } from './require-reviewer';
import { runAction } from './run-action';

const moment = z.iso
  .datetime({ offset: true })
  .transform((text) => new Date(text))
  .nullable();

const requestSchema = z.object({
  ids: idsSchema,
  /** Also those that somebody else answers now, or shall. */
  includesOthers: z.boolean(),
  /** When they come back, as ISO 8601; null: now. */
  until: moment,
  /** When it was to come back, as the screen said; absent where it did not. */
  seen: moment.optional(),
});

export type SnoozeRequest = z.input<typeof requestSchema>;

/** Takes some questions out of what waits for a while, or brings them back. */
export async function snooze(request: SnoozeRequest): Promise<ActionResult<{ refused: Refusal[] }>> {
  return runAction('review', async () => {
    const { ids, includesOthers, ...when } = requestSchema.parse(request);
    const [hp, actor] = await Promise.all([holdpoint(), requireReviewer()]);
    const refused = await eachQuestion(await sparingOthers(hp, { ids, includesOthers, actor }), (interruptId) =>
      snoozeQuestion(hp, { ...when, interruptId, actor }),
    );
    return { refused };
  });
}
