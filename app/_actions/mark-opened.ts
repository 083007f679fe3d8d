'use server';

import { z } from 'zod';
import { readReviewer } from '#app/_shell/read-reviewer';
import { holdpoint } from '#lib/runs/holdpoint';
import { markOpened as mark } from '#lib/runs/mark-opened';
import type { ActionResult } from './action-result';
import { runAction } from './run-action';

const idSchema = z.string().min(1);

/** Says that the person of this browser has a question before them. Nothing is noted of somebody who has given no name. */
export async function markOpened(interruptId: unknown): Promise<ActionResult> {
  return runAction('see', async () => {
    const [hp, reviewer] = await Promise.all([holdpoint(), readReviewer()]);
    if (reviewer !== null) await mark(hp, { interruptId: idSchema.parse(interruptId), reviewer });
    return {};
  });
}
