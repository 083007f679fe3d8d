import type { Holdpoint } from '#lib/runs/holdpoint';
import { type InboxFilter, inboxCondition, inboxPosition } from './inbox-filter';

/** The ids of the questions that match at this moment, in the order of the list, up to `most`. */
export async function matchQuestions(
  { db }: Holdpoint,
  { filter, most }: { filter: InboxFilter; most: number },
): Promise<string[]> {
  const rows = await db.prisma.$queryRaw<{ id: string }[]>`
    SELECT i.id FROM interrupts i WHERE ${inboxCondition(filter)} ${inboxPosition(filter)} LIMIT ${most}`;
  return rows.map(({ id }) => id);
}
