import { loadInboxParams, toInboxFilter } from '#app/inbox/inbox-params';
import { matchQuestions } from '#lib/review/match-questions';
import type { Holdpoint } from '#lib/runs/holdpoint';

/** Questions that are decided, assigned or snoozed together at most. */
export const MOST_TOGETHER = 10_000;

/** The questions that an address of the inbox holds now: the whole list, wherever in it the address begins. */
export async function matchAddress(
  hp: Holdpoint,
  { query, reviewer }: { query: string; reviewer: string | null },
): Promise<{ ids: string[]; isCut: boolean }> {
  const filter = toInboxFilter({ ...loadInboxParams(new URLSearchParams(query)), after: null }, reviewer);
  const found = await matchQuestions(hp, { filter, most: MOST_TOGETHER + 1 });
  return { ids: found.slice(0, MOST_TOGETHER), isCut: found.length > MOST_TOGETHER };
}
