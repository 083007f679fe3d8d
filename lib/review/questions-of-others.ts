import type { Holdpoint } from '#lib/runs/holdpoint';

/** Which of some questions somebody else answers now, or shall answer, and who: by id. */
export async function questionsOfOthers(
  { db }: Holdpoint,
  { ids, reviewer }: { ids: string[]; reviewer: string | null },
): Promise<Map<string, string>> {
  const rows = await db.prisma.$queryRaw<{ id: string; by: string }[]>`
    SELECT id, "by" FROM (
      SELECT id, CASE WHEN claimed_until > clock_timestamp() AND claimed_by IS DISTINCT FROM ${reviewer}::text THEN claimed_by
        WHEN assignee IS DISTINCT FROM ${reviewer}::text THEN assignee END AS "by"
      FROM interrupts WHERE id = ANY(${ids})) held
    WHERE "by" IS NOT NULL`;
  return new Map(rows.map(({ id, by }) => [id, by]));
}
