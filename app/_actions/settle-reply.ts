'use server';

import { z } from 'zod';
import { readReviewer } from '#app/_shell/read-reviewer';
import { settleReply as settle } from '#lib/review/reply-profiles';
import { holdpoint } from '#lib/runs/holdpoint';
import type { ActionResult } from './action-result';
import { runAction } from './run-action';

const requestSchema = z.object({
  graphId: z.string().min(1),
  node: z.string().min(1),
  /** As JSON text; `null`: as it is recognised. */
  profileJson: z.string().max(20_000),
});

export type SettleReplyRequest = z.input<typeof requestSchema>;

/** Says what the questions of a node are answered with where they do not say it themselves. */
export async function settleReply(request: SettleReplyRequest): Promise<ActionResult> {
  return runAction('administer', async () => {
    const { graphId, node, profileJson } = requestSchema.parse(request);
    const profile: unknown = JSON.parse(profileJson);
    await settle(await holdpoint(), { graphId, node, profile, actor: await readReviewer() });
    return {};
  });
}
