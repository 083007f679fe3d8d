'use server';

import { z } from 'zod';
import { holdpoint } from '#lib/runs/holdpoint';
import type { ActionResult } from './action-result';
import { answer } from './answer';
import { BATCH } from './batch-size';
import { type Refusal, sparingOthers } from './each-question';
import { requireReviewer } from './require-reviewer';
import { runAction } from './run-action';
import { undo } from './undo';

const idsSchema = z.array(z.string().min(1)).min(1).max(BATCH);
const requestSchema = z.object({
  ids: idsSchema,
  /** As in `answer`. */
  valueJson: z.string(),
  /** Also those that somebody else answers now, or shall. */
  includesOthers: z.boolean(),
});

/** Gives several questions the same answer, one after the other; one that is refused leaves the others alone. */
export async function decideBatch(
  request: z.input<typeof requestSchema>,
): Promise<ActionResult<{ refused: Refusal[] }>> {
  return runAction('review', async () => {
    const { ids, valueJson, includesOthers } = requestSchema.parse(request);
    const [hp, reviewer] = await Promise.all([holdpoint(), requireReviewer()]);
    const spared = await sparingOthers(hp, { ids, includesOthers, actor: reviewer });
    const refused = [...spared.refused];
    for (const interruptId of spared.ids) {
      const result = await answer({ interruptId, valueJson });
      if (!result.ok) refused.push({ interruptId, message: result.message });
    }
    return { refused };
  });
}

/** Takes several decisions back; one that was sent already stays. */
export async function undoBatch(request: unknown): Promise<ActionResult<{ refused: Refusal[] }>> {
  return runAction('review', async () => {
    const refused: Refusal[] = [];
    for (const interruptId of idsSchema.parse(request)) {
      const result = await undo(interruptId);
      if (!result.ok) refused.push({ interruptId, message: result.message });
    }
    return { refused };
  });
}
