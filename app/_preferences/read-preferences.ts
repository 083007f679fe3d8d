import { cookies } from 'next/headers';
import { parsePreferences } from './parse-preferences';
import type { Preferences } from './preferences';

export const PREFERENCES_COOKIE = 'holdpoint_preferences';

/** What the person of this browser has chosen. */
export async function readPreferences(): Promise<Preferences> {
  return parsePreferences((await cookies()).get(PREFERENCES_COOKIE)?.value);
}
