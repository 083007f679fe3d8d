import type { Holdpoint } from '#lib/runs/holdpoint';
import { notify } from '#lib/store/notify';
import type { LookMessage } from './live-message';

/** Tells every screen that somebody looks at a question, or does no longer. Nothing is stored: whoever is not told again forgets it. */
export async function announceLook({ db }: Holdpoint, look: Omit<LookMessage, 'k'>): Promise<void> {
  await notify(db.sql, { k: 'look', ...look });
}
