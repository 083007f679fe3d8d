'use server';

import { z } from 'zod';
import { readReviewer } from '#app/_shell/read-reviewer';
import { type BulkGroup, groupBulk } from '#lib/review/group-bulk';
import { previewBulk as preview } from '#lib/review/preview-bulk';
import { holdpoint } from '#lib/runs/holdpoint';
import type { ActionResult } from './action-result';
import { MOST_TOGETHER, matchAddress } from './match-address';
import { runAction } from './run-action';

/** Questions that are shown one by one at most. */
const MOST_SHOWN = 200;

const targetSchema = z.union([
  z.object({ ids: z.array(z.string().min(1)).min(1).max(MOST_TOGETHER) }),
  z.object({ query: z.string().max(4_000) }),
]);

/** Questions that were picked, or all that an address of the inbox holds now. */
export type BulkTarget = z.input<typeof targetSchema>;

export interface BulkPreview {
  groups: BulkGroup[];
  /** By id, where they are few enough to be read. */
  titles: Record<string, string>;
  /** There are more than can be decided together. */
  isCut: boolean;
}

/** What each of the questions would be answered with. Those are the ones that are decided then, whatever is asked meanwhile. */
export async function previewBulk(request: BulkTarget): Promise<ActionResult<BulkPreview>> {
  return runAction('review', async () => {
    const target = targetSchema.parse(request);
    const [hp, reviewer] = await Promise.all([holdpoint(), readReviewer()]);
    const { ids, isCut } =
      'ids' in target ? { ids: target.ids, isCut: false } : await matchAddress(hp, { ...target, reviewer });
    const items = await preview(hp, { ids, reviewer });
    const shown = items.length > MOST_SHOWN ? [] : items;
    const titles = Object.fromEntries(shown.map(({ id, title }) => [id, title]));
    return { groups: groupBulk(items), titles, isCut };
  });
}
