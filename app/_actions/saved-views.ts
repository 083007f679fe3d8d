'use server';

import { z } from 'zod';
import { savedQuery } from '#app/inbox/saved-query';
import { t } from '#lib/language/gettext';
import { changeSavedView, deleteSavedView, saveView as save } from '#lib/review/saved-views';
import { holdpoint } from '#lib/runs/holdpoint';
import type { ActionResult } from './action-result';
import { requireReviewer } from './require-reviewer';
import { runAction } from './run-action';

const name = z
  .string()
  .trim()
  .min(1, { error: () => t`Give the view a name.` })
  .max(60, { error: () => t`A name has at most 60 characters.` });
const isShared = z.boolean();
const newSchema = z.object({ name, isShared, query: z.string().max(4_000) });
const changeSchema = z.object({ id: z.uuid(), name, isShared });

export type NewView = z.input<typeof newSchema>;
export type ViewChange = z.input<typeof changeSchema>;

/** Keeps what the address of the inbox holds under a name. */
export async function saveView(request: NewView): Promise<ActionResult> {
  return runAction('review', async () => {
    const view = newSchema.parse(request);
    const [hp, owner] = await Promise.all([holdpoint(), requireReviewer()]);
    await save(hp, { ...view, owner, query: savedQuery(view.query) });
    return {};
  });
}

/** Renames a view of one's own, or says who sees it. */
export async function changeView(request: ViewChange): Promise<ActionResult> {
  return runAction('review', async () => {
    const [hp, owner] = await Promise.all([holdpoint(), requireReviewer()]);
    await changeSavedView(hp, { ...changeSchema.parse(request), owner });
    return {};
  });
}

export async function deleteView(id: unknown): Promise<ActionResult> {
  return runAction('review', async () => {
    const [hp, owner] = await Promise.all([holdpoint(), requireReviewer()]);
    await deleteSavedView(hp, { id: z.uuid().parse(id), owner });
    return {};
  });
}
