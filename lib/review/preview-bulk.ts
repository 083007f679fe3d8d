import type { Holdpoint } from '#lib/runs/holdpoint';
import { type OnePressDecision, onePressDecisions } from './one-press-decisions';
import { QUESTION_SELECT, toQuestionRecord } from './question-record';
import { questionsOfOthers } from './questions-of-others';
import { recognise } from './recognise';
import { withReplyProfiles } from './reply-profiles';

export interface BulkItem {
  id: string;
  title: string;
  graphId: string;
  node: string;
  /** None for a question that does not wait any more. */
  decisions: OnePressDecision[];
  /** Who else answers it now, or shall answer it; null: nobody. */
  othersBy: string | null;
}

/** Payloads that are in memory at the same time. */
const BATCH = 200;

/** What each of several questions can be answered with by one press, in the order asked for. Those that are gone are left out. */
export async function previewBulk(
  hp: Holdpoint,
  { ids, reviewer }: { ids: string[]; reviewer: string | null },
): Promise<BulkItem[]> {
  const items: BulkItem[] = [];
  for (let first = 0; first < ids.length; first += BATCH)
    items.push(...(await previewBatch(hp, { ids: ids.slice(first, first + BATCH), reviewer })));
  return items;
}

async function previewBatch(
  hp: Holdpoint,
  { ids, reviewer }: { ids: string[]; reviewer: string | null },
): Promise<BulkItem[]> {
  const rows = await hp.db.prisma.interrupt.findMany({ where: { id: { in: ids } }, select: QUESTION_SELECT });
  const records = await withReplyProfiles(hp, rows.map(toQuestionRecord));
  const byId = new Map(records.map((record) => [record.id, record]));
  const others = await questionsOfOthers(hp, { ids, reviewer });
  return ids.flatMap((id) => {
    const asked = byId.get(id);
    if (!asked) return [];
    const { title, graphId, node, outcome } = asked;
    const decisions = outcome === 'pending' ? onePressDecisions(recognise(asked).question) : [];
    return [{ id, title, graphId, node, decisions, othersBy: others.get(id) ?? null }];
  });
}
