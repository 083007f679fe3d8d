'use server';

import { z } from 'zod';
import { readReviewer } from '#app/_shell/read-reviewer';
import { previewTriage as preview, type TriagePreview } from '#lib/review/preview-triage';
import { holdpoint } from '#lib/runs/holdpoint';
import type { ActionResult } from './action-result';
import { matchAddress } from './match-address';
import { runAction } from './run-action';

const requestSchema = z.object({ query: z.string().max(4_000) });

/** All that an address of the inbox holds now. Those are the ones that are arranged then, whatever is asked meanwhile. */
export async function previewTriage(request: z.input<typeof requestSchema>): Promise<ActionResult<TriagePreview>> {
  return runAction('review', async () => {
    const { query } = requestSchema.parse(request);
    const [hp, reviewer] = await Promise.all([holdpoint(), readReviewer()]);
    const { ids, isCut } = await matchAddress(hp, { query, reviewer });
    return { ...(await preview(hp, { ids, reviewer })), isCut };
  });
}
