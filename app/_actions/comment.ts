'use server';

import { z } from 'zod';
import { findMentions } from '#lib/review/find-mentions';
import { listReviewers } from '#lib/review/list-reviewers';
import { addComment, changeComment } from '#lib/runs/comments';
import { type Holdpoint, holdpoint } from '#lib/runs/holdpoint';
import type { ActionResult } from './action-result';
import { requireReviewer } from './require-reviewer';
import { runAction } from './run-action';

const newSchema = z.object({ interruptId: z.string().min(1), text: z.string() });

/** Says something about a question to other reviewers. */
export async function comment(request: z.input<typeof newSchema>): Promise<ActionResult> {
  return runAction('review', async () => {
    const said = newSchema.parse(request);
    const [hp, author] = await Promise.all([holdpoint(), requireReviewer()]);
    await addComment(hp, { ...said, author, mentions: await mentionedIn(hp, said.text) });
    return {};
  });
}

/** The same from a plain form, without any script. @returns what is wrong */
export async function postComment(_failure: string | null, data: FormData): Promise<string | null> {
  const result = await comment({ interruptId: String(data.get('interruptId')), text: String(data.get('text')) });
  return result.ok ? null : result.message;
}

const changeSchema = z.object({ commentId: z.string().regex(/^\d{1,18}$/), text: z.string().nullable() });

/** Changes what the person of this browser has said, or takes it away. */
export async function editComment(request: z.input<typeof changeSchema>): Promise<ActionResult> {
  return runAction('review', async () => {
    const change = changeSchema.parse(request);
    const [hp, actor] = await Promise.all([holdpoint(), requireReviewer()]);
    await changeComment(hp, { ...change, actor, mentions: await mentionedIn(hp, change.text ?? '') });
    return {};
  });
}

async function mentionedIn(hp: Holdpoint, text: string): Promise<string[]> {
  if (!text.includes('@')) return [];
  return [...new Set(findMentions(text, await listReviewers(hp)).map(({ name }) => name))];
}
