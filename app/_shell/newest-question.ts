import { fetchJson } from '#app/_data/fetch-json';
import { showToast } from '#app/_ui/toast';
import { t } from '#lib/language/gettext';
import type { InboxPage } from '#lib/review/list-inbox';

/** @returns its id; null where none waits, which is said */
export async function newestQuestion(): Promise<string | null> {
  const { items } = await fetchJson<InboxPage>('/data/inbox?sort=newest');
  if (!items[0]) showToast('success', t`Nothing is waiting.`);
  return items[0]?.id ?? null;
}
