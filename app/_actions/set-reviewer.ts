'use server';

import { cookies } from 'next/headers';
import { z } from 'zod';
import { currentCaller } from '#app/_auth/current-caller';
import { REVIEWER_COOKIE } from '#app/_shell/read-reviewer';
import { t } from '#lib/language/gettext';
import type { ActionResult } from './action-result';

const nameSchema = z.string().trim().min(1).max(80);
const YEAR_SECONDS = 365 * 24 * 60 * 60;

/** Where there are accounts, the name is the member's, and nobody gives another. */
export async function setReviewer(name: unknown): Promise<ActionResult<{ name: string }>> {
  if ((await currentCaller())?.kind !== 'anyone') {
    return { ok: false, code: 'forbidden', message: t`This server has accounts: you act under the name of yours.` };
  }
  const parsed = nameSchema.safeParse(name);
  if (!parsed.success) return { ok: false, code: 'invalid_request', message: t`Give a name of 1 to 80 characters.` };
  (await cookies()).set(REVIEWER_COOKIE, parsed.data, { maxAge: YEAR_SECONDS, sameSite: 'lax', path: '/' });
  return { ok: true, name: parsed.data };
}
