'use server';

import { z } from 'zod';
import { type BulkItem, previewBulk as preview } from '#lib/review/preview-bulk';
import { holdpoint } from '#lib/runs/holdpoint';
import type { ActionResult } from './action-result';
import { runAction } from './run-action';

/** As many as a page of the inbox holds, four times. */
const MOST = 200;

const idsSchema = z.array(z.string().min(1)).min(1).max(MOST);

/** What each of the selected questions would be answered with. */
export async function previewBulk(ids: unknown): Promise<ActionResult<{ items: BulkItem[] }>> {
  return runAction(async () => ({ items: await preview(await holdpoint(), idsSchema.parse(ids)) }));
}
