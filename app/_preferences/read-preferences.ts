import { cookies } from 'next/headers';
import { PREFERENCES_COOKIE } from '#lib/language/preferred-locale';
import { parsePreferences } from './parse-preferences';
import type { Preferences } from './preferences';

/** What the person of this browser has chosen. */
export async function readPreferences(): Promise<Preferences> {
  return parsePreferences((await cookies()).get(PREFERENCES_COOKIE)?.value);
}
