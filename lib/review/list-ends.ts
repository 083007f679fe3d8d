import type { Holdpoint } from '#lib/runs/holdpoint';
import { isRecord } from '#lib/runs/is-record';
import type { EndedThread } from './arrange-conversation';

/** When and why a thread was ended, the oldest first, with the questions that were dropped by that. */
export async function listEnds(
  { db }: Holdpoint,
  threadId: string,
): Promise<(EndedThread & { questionIds: string[] })[]> {
  const rows = await db.prisma.decision.findMany({ where: { threadId, kind: 'end' }, orderBy: { id: 'asc' } });
  return rows.map(({ actor, at, detail }) => {
    const known = isRecord(detail) ? detail : {};
    return {
      actor,
      at: at.toISOString(),
      reason: typeof known.note === 'string' ? known.note : null,
      questionIds: Array.isArray(known.question_ids) ? known.question_ids.filter(isText) : [],
    };
  });
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}
