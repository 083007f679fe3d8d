'use server';

import { cookies } from 'next/headers';
import { allow } from '#app/_auth/allow';
import { preferencesChangeSchema } from '#app/_preferences/parse-preferences';
import { readPreferences } from '#app/_preferences/read-preferences';
import { t } from '#lib/language/gettext';
import { PREFERENCES_COOKIE } from '#lib/language/preferred-locale';
import type { ActionResult } from './action-result';

const YEAR_SECONDS = 365 * 24 * 60 * 60;

/** Keeps what is changed beside what was chosen before, in this browser. */
export async function setPreferences(change: unknown): Promise<ActionResult> {
  await allow('see');
  const parsed = preferencesChangeSchema.safeParse(change);
  if (!parsed.success)
    return { ok: false, code: 'invalid_request', message: t`This setting does not exist here; reload the page.` };
  const value = JSON.stringify({ ...(await readPreferences()), ...parsed.data });
  // Set by the server: browsers forget after a week what a script has set.
  (await cookies()).set(PREFERENCES_COOKIE, value, { maxAge: YEAR_SECONDS, sameSite: 'lax', path: '/' });
  return { ok: true };
}
