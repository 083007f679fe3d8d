'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { currentMember } from '#app/_auth/allow';
import * as keys from '#lib/auth/api-keys';
import { ROLES } from '#lib/auth/permissions';
import { holdpoint } from '#lib/runs/holdpoint';
import type { ActionResult } from './action-result';
import { runAction } from './run-action';
import { withFieldErrors } from './with-field-errors';

const keySchema = z.object({ name: z.string(), role: z.enum(ROLES), days: z.number().nullable() });

export type KeyForm = z.input<typeof keySchema>;

/** @returns the key, which nobody sees again */
export async function createApiKey(form: KeyForm): Promise<ActionResult<{ key: string }>> {
  const result = await runAction('administer', async () => {
    const [hp, actor] = await Promise.all([holdpoint(), currentMember()]);
    const made = await keys.createApiKey(hp, { ...keySchema.parse(form), actor });
    revalidatePath('/settings/api-keys');
    return made;
  });
  return result.ok ? result : withFieldErrors(result);
}

export async function revokeApiKey(id: unknown): Promise<ActionResult> {
  return runAction('administer', async () => {
    const [hp, actor] = await Promise.all([holdpoint(), currentMember()]);
    await keys.revokeApiKey(hp, { id: z.string().min(1).parse(id), actor: actor.name });
    revalidatePath('/settings/api-keys');
    return {};
  });
}
