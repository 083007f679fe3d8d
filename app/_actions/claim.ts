'use server';

import { z } from 'zod';
import { readReviewer } from '#app/_shell/read-reviewer';
import { HoldpointError } from '#lib/errors';
import { t } from '#lib/language/gettext';
import { holdpoint } from '#lib/runs/holdpoint';
import { type Claim, claimInterrupt, releaseClaim } from '#lib/runs/interrupt-claim';
import type { ActionResult } from './action-result';
import { runAction } from './run-action';

const idSchema = z.string().min(1);

/** Says that the person of this browser answers the question now, or still does. @returns who really does; null: it does not wait */
export async function claim(interruptId: unknown): Promise<ActionResult<{ claim: Claim | null }>> {
  return runAction('review', async () => ({
    claim: await claimInterrupt(await holdpoint(), await claimant(interruptId)),
  }));
}

/** Gives the claim up. */
export async function release(interruptId: unknown): Promise<ActionResult> {
  return runAction('review', async () => {
    await releaseClaim(await holdpoint(), await claimant(interruptId));
    return {};
  });
}

async function claimant(interruptId: unknown) {
  const reviewer = await readReviewer();
  if (!reviewer) throw new HoldpointError('invalid_request', t`Give your name first: a claim is made with it.`);
  return { interruptId: idSchema.parse(interruptId), reviewer };
}
