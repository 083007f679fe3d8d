import type { Holdpoint } from '#lib/runs/holdpoint';
import { questionsOfOthers } from './questions-of-others';

/** Questions that shall be assigned or snoozed together. */
export interface TriagePreview {
  /** Those that nobody else answers now, or shall, in the order asked for. */
  free: string[];
  ofOthers: string[];
  /** There are more than can be arranged together. */
  isCut: boolean;
  isAssigned: boolean;
  isSnoozed: boolean;
  /** The nearest deadline that lies ahead, as ISO 8601; null: there is none. */
  deadline: string | null;
}

interface Summary {
  isAssigned: boolean;
  isSnoozed: boolean;
  deadline: Date | null;
}

/** Whose some questions are, and what has to be known before they are assigned or snoozed. `reviewer`: who looks. */
export async function previewTriage(
  hp: Holdpoint,
  { ids, reviewer }: { ids: string[]; reviewer: string | null },
): Promise<Omit<TriagePreview, 'isCut'>> {
  const [others, [summary]] = await Promise.all([
    questionsOfOthers(hp, { ids, reviewer }),
    hp.db.prisma.$queryRaw<Summary[]>`
      SELECT coalesce(bool_or(assignee IS NOT NULL), false) AS "isAssigned",
        coalesce(bool_or(snoozed_until > now()), false) AS "isSnoozed",
        min(expires_at) FILTER (WHERE expires_at > now()) AS deadline
      FROM interrupts WHERE id = ANY(${ids})`,
  ]);
  return {
    free: ids.filter((id) => !others.has(id)),
    ofOthers: ids.filter((id) => others.has(id)),
    isAssigned: summary?.isAssigned ?? false,
    isSnoozed: summary?.isSnoozed ?? false,
    deadline: summary?.deadline?.toISOString() ?? null,
  };
}
