import type { Holdpoint } from '#lib/runs/holdpoint';
import { type OnePressDecision, onePressDecisions } from './one-press-decisions';
import { QUESTION_SELECT, toQuestionRecord } from './question-record';
import { recognise } from './recognise';
import { withReplyProfiles } from './reply-profiles';

export interface BulkItem {
  id: string;
  title: string;
  graphId: string;
  node: string;
  /** None for a question that does not wait any more. */
  decisions: OnePressDecision[];
}

/** What each of several questions can be answered with by one press, in the order asked for. Those that are gone are left out. */
export async function previewBulk(hp: Holdpoint, ids: string[]): Promise<BulkItem[]> {
  const rows = await hp.db.prisma.interrupt.findMany({ where: { id: { in: ids } }, select: QUESTION_SELECT });
  const records = await withReplyProfiles(hp, rows.map(toQuestionRecord));
  return ids.flatMap((id) => {
    const asked = records.find((record) => record.id === id);
    if (!asked) return [];
    const { title, graphId, node, outcome } = asked;
    const decisions = outcome === 'pending' ? onePressDecisions(recognise(asked).question) : [];
    return [{ id, title, graphId, node, decisions }];
  });
}
