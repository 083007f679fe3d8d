import { countEach } from '#lib/review/list-inbox';
import { listSavedViews, type SavedView } from '#lib/review/saved-views';
import type { Holdpoint } from '#lib/runs/holdpoint';
import { loadInboxParams, toInboxFilter } from './inbox-params';

export interface CountedView extends SavedView {
  /** How many questions wait in it, as far as they are counted; null where they are not. */
  count: number | null;
}

/** The saved views that a reviewer sees, with how much each holds for them. */
export async function readSavedViews(hp: Holdpoint, reviewer: string | null): Promise<CountedView[]> {
  const views = await listSavedViews(hp, reviewer);
  const filters = views.map(({ query }) => toInboxFilter(loadInboxParams(new URLSearchParams(query)), reviewer));
  const counts = await countEach(hp, filters);
  return views.map((view, place) => ({ ...view, count: counts[place] ?? null }));
}
