import type { Interrupt } from '#lib/store/generated/client';
import { notify } from '#lib/store/notify';
import { decodeValue } from '#lib/store/value-codec';
import { recordDecision } from './record-decision';
import type { Transaction } from './transaction';

/** The questions of a thread that wait for an answer, oldest first. */
export function openQuestions(tx: Transaction, threadId: string): Promise<Interrupt[]> {
  return tx.interrupt.findMany({
    where: { threadId, outcome: 'pending' },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });
}

/** Records that a run drops the open questions of its thread: who, when, and by which run. */
export async function supersedeQuestions(
  tx: Transaction,
  by: { threadId: string; runId: string; actor: string | null },
): Promise<void> {
  const dropped = await tx.$queryRaw<{ id: string; graph_id: string; value: string }[]>`
    UPDATE interrupts SET outcome = 'superseded', superseded_by = ${by.runId}::uuid, decided_by = ${by.actor}, decided_at = clock_timestamp()
    WHERE thread_id = ${by.threadId}::uuid AND outcome = 'pending' RETURNING id, graph_id, value::text AS value`;
  for (const question of dropped) {
    await recordDecision(tx, {
      threadId: by.threadId,
      kind: 'supersede',
      graphId: question.graph_id,
      actor: by.actor,
      interruptId: question.id,
      runId: by.runId,
      question: decodeValue(question.value),
    });
    await notify(tx, { k: 'interrupt', t: by.threadId, i: question.id });
  }
}

/**
 * Opens questions again whose answer or replacement never reached the state: their run was stopped before it wrote anything,
 * or is about to be rolled back with all it wrote. A question is open exactly while it is unanswered and its checkpoint is the
 * head of its thread.
 */
export async function reopenQuestions(tx: Transaction, lost: LostRuns): Promise<void> {
  const { threadId, runIds } = lost;
  const deleted = lost.reason === 'rollback' ? runIds : [];
  const reopened = await tx.$queryRaw<ReopenedRow[]>`
    WITH lost AS (
      SELECT i.id, coalesce(i.answer_run_id, i.superseded_by) AS run_id FROM interrupts i
      WHERE i.thread_id = ${threadId}::uuid
        AND (i.outcome = 'superseded' AND i.superseded_by = ANY(${runIds}::uuid[])
          OR i.outcome IN ('answered', 'expired') AND i.answer_run_id = ANY(${runIds}::uuid[]) AND NOT EXISTS (
            SELECT 1 FROM checkpoint_writes w WHERE w.run_id = i.answer_run_id AND w.run_id <> ALL(${deleted}::uuid[])))
        AND i.checkpoint_id = (
          SELECT c.id FROM checkpoints c WHERE c.thread_id = i.thread_id AND c.ns = ''
            AND (c.run_id IS NULL OR c.run_id <> ALL(${deleted}::uuid[])) ORDER BY c.seq DESC LIMIT 1))
    UPDATE interrupts i SET outcome = 'pending', decided_by = NULL, decided_at = NULL, answer = NULL, answer_run_id = NULL,
      superseded_by = NULL
    FROM lost WHERE i.id = lost.id RETURNING i.id, i.graph_id, lost.run_id, i.expires_at`;
  for (const { id, graph_id, run_id, expires_at } of reopened) {
    const detail = { reason: lost.reason };
    await recordDecision(tx, {
      threadId,
      kind: 'reopen',
      graphId: graph_id,
      interruptId: id,
      runId: run_id,
      actor: lost.actor,
      detail,
    });
    await notify(tx, { k: 'interrupt', t: threadId, i: id });
    if (expires_at) await notify(tx, { k: 'due' });
  }
}

export interface LostRuns {
  threadId: string;
  runIds: string[];
  /** `rollback`: the runs and all they wrote are deleted next, in the same transaction. */
  reason: 'rollback' | 'stopped';
  actor: string | null;
}

interface ReopenedRow {
  id: string;
  graph_id: string;
  run_id: string;
  expires_at: Date | null;
}
