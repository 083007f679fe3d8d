'use server';

import { z } from 'zod';
import { assignQuestion } from '#lib/runs/assign-question';
import { holdpoint } from '#lib/runs/holdpoint';
import type { ActionResult } from './action-result';
import { eachQuestion, idsSchema, type Refusal, sparingOthers } from './each-question';
import { requireReviewer } from './require-reviewer';
import { runAction } from './run-action';

const requestSchema = z.object({
  ids: idsSchema,
  /** Also those that somebody else answers now, or shall. */
  includesOthers: z.boolean(),
  assignee: z.string().trim().min(1).max(80).nullable(),
  /** Who was to answer, as the screen said; absent where it did not. */
  seen: z.string().nullable().optional(),
});

export type AssignRequest = z.input<typeof requestSchema>;

/** Says who shall answer some questions. */
export async function assign(request: AssignRequest): Promise<ActionResult<{ refused: Refusal[] }>> {
  return runAction('review', async () => {
    const { ids, includesOthers, ...assignment } = requestSchema.parse(request);
    const [hp, actor] = await Promise.all([holdpoint(), requireReviewer()]);
    const refused = await eachQuestion(await sparingOthers(hp, { ids, includesOthers, actor }), (interruptId) =>
      assignQuestion(hp, { ...assignment, interruptId, actor }),
    );
    return { refused };
  });
}
