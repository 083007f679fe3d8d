import { callAction } from '#app/_actions/call-action';
import { setPreferences } from '#app/_actions/set-preferences';
import { showToast } from '#app/_ui/toast';
import { t } from '#lib/language/gettext';
import type { Preferences } from './preferences';

/** Keeps what was changed for the next page; says so when that failed. */
export async function storePreferences(part: Partial<Preferences>): Promise<void> {
  const result = await callAction(() => setPreferences(part));
  if (!result.ok) showToast('error', `${result.message} ${t`This setting holds until the page is loaded again.`}`);
}
