import { Prisma } from '#lib/store/generated/client';
import { notify } from '#lib/store/notify';
import { decodeValue } from '#lib/store/value-codec';
import { recordDecision } from './record-decision';
import type { Transaction } from './transaction';

interface RemovedRow {
  thread_id: string;
  graph_id: string;
  actor: string;
  note: string | null;
  due_at: Date;
  question: string;
  value: string;
}

export interface RemoveScheduled {
  interruptId: string;
  /** Only the answer of this person, and only while it is not due. */
  takenBackBy?: string;
  /** Why it cannot be given any more. */
  reason?: string;
}

/** Removes an answer that was never given, and keeps in the audit trail what it was. @returns false when there is none to remove */
export async function removeScheduled(tx: Transaction, request: RemoveScheduled): Promise<boolean> {
  const { interruptId, takenBackBy, reason } = request;
  const mine = takenBackBy ? Prisma.sql`AND s.actor = ${takenBackBy} AND s.due_at > clock_timestamp()` : Prisma.empty;
  const [removed] = await tx.$queryRaw<RemovedRow[]>`
    DELETE FROM scheduled_answers s USING interrupts i WHERE s.interrupt_id = ${interruptId} AND i.id = s.interrupt_id ${mine}
    RETURNING i.thread_id, i.graph_id, s.actor, s.note, s.due_at, i.value::text AS question, s.value::text AS value`;
  if (!removed) return false;
  const { thread_id: threadId, graph_id: graphId, actor, note, due_at: dueAt } = removed;
  await recordDecision(tx, {
    ...{ threadId, graphId, actor, interruptId, kind: takenBackBy ? 'take_back' : 'lapse' },
    question: decodeValue(removed.question),
    value: decodeValue(removed.value),
    detail: { ...(note && { note }), ...(reason && { reason }), due_at: dueAt.toISOString() },
  });
  await notify(tx, { k: 'review', t: threadId, i: interruptId });
  return true;
}
