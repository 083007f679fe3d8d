'use server';

import { z } from 'zod';
import { readReviewer } from '#app/_shell/read-reviewer';
import { HoldpointError } from '#lib/errors';
import { t } from '#lib/language/gettext';
import { holdpoint } from '#lib/runs/holdpoint';
import * as links from '#lib/runs/links/answer-links';
import { linkPath } from '#lib/runs/links/link-token';
import { knownPublicUrl } from '#lib/runs/public-url';
import type { ActionResult } from './action-result';
import { runAction } from './run-action';

const requestSchema = z.object({
  interruptId: z.string().min(1),
  name: z.string().trim().max(80),
  days: z.union([z.literal(1), z.literal(7), z.literal(30)]),
});

export type LinkRequest = z.input<typeof requestSchema>;

/** @returns where the question can be answered; without an origin unless the server knows by which it is reached */
export async function createAnswerLink(request: LinkRequest): Promise<ActionResult<{ address: string }>> {
  return runAction('review', async () => {
    const { name, ...link } = requestSchema.parse(request);
    const actor = await asker();
    const { token } = await links.createAnswerLink(await holdpoint(), { ...link, name: name || null, actor });
    return { address: `${knownPublicUrl() ?? ''}${linkPath(token)}` };
  });
}

export async function revokeAnswerLink(id: string): Promise<ActionResult> {
  return runAction('review', async () => {
    await links.revokeAnswerLink(await holdpoint(), { id: z.uuid().parse(id), actor: await asker() });
    return {};
  });
}

async function asker(): Promise<string> {
  const reviewer = await readReviewer();
  if (reviewer) return reviewer;
  throw new HoldpointError('invalid_request', t`Give your name first: whoever gets a link is told who asks.`);
}
