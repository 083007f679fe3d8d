'use server';

import { z } from 'zod';
import { questionsOfOthers } from '#lib/review/questions-of-others';
import { holdpoint } from '#lib/runs/holdpoint';
import type { ActionResult } from './action-result';
import { answer } from './answer';
import { BATCH } from './batch-size';
import type { Refusal } from './each-question';
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
    const others = includesOthers ? new Map<string, string>() : await questionsOfOthers(hp, { ids, reviewer });
    const refused: Refusal[] = [];
    for (const interruptId of ids) {
      const by = others.get(interruptId);
      const result = by === undefined ? await answer({ interruptId, valueJson }) : null;
      if (by !== undefined) refused.push({ interruptId, message: `${by} is to answer it; it was left as it is.` });
      else if (result && !result.ok) refused.push({ interruptId, message: result.message });
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
