import { Prisma } from '#lib/store/generated/client';
import { CHANNEL } from '#lib/store/notification';
import { notify } from '#lib/store/notify';
import { supersedeQuestions as supersede, tellDropped } from '#lib/store/supersede-questions';
import type { AskedQuestion } from './asked-questions';
import { interruptTitle } from './interrupt-title';
import { recordDecision } from './record-decision';
import type { Transaction } from './transaction';

/** What an answer is checked against. */
export interface OpenQuestion {
  id: string;
  title: string;
  responseSchema: unknown;
  /** Its deadline has passed and was dealt with. */
  isOverdue: boolean;
}

/** One that was asked just now. */
export function openQuestion({ id, value, responseSchema }: AskedQuestion): OpenQuestion {
  return { id, title: interruptTitle(value), responseSchema, isOverdue: false };
}

/** The questions of a thread that wait for an answer, oldest first. */
export async function openQuestions(tx: Transaction, threadId: string): Promise<OpenQuestion[]> {
  const [row] = await tx.$queryRaw<{ open: OpenQuestion[] }[]>`
    SELECT ${openQuestionsOf(Prisma.sql`${threadId}::uuid`)} AS open`;
  return row?.open ?? [];
}

/** SQL: the same as an expression, in JSON. */
export function openQuestionsOf(threadId: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(
    SELECT coalesce(json_agg(json_build_object('id', i.id, 'title', i.title, 'responseSchema', i.response_schema,
      'isOverdue', i.expired_at IS NOT NULL) ORDER BY i.created_at, i.id), '[]')
    FROM interrupts i WHERE i.thread_id = ${threadId} AND i.outcome = 'pending')`;
}

interface Superseder {
  threadId: string;
  /** Null: a person alone. */
  runId: string | null;
  actor: string | null;
}

/** Records that the open questions of a thread are dropped: by whom, when, and by which run. In SQL: as supersedeQuestions of the store. */
export async function supersedeQuestions(tx: Transaction, by: Superseder | Prisma.Sql): Promise<void> {
  await tx.$executeRaw`WITH ${supersede('threadId' in by ? asRow(by) : by)} SELECT ${tellDropped(CHANNEL)}`;
}

function asRow({ threadId, runId, actor }: Superseder): Prisma.Sql {
  return Prisma.sql`(SELECT ${threadId}::uuid AS thread_id, ${runId}::uuid AS run_id, ${actor}::text AS actor)`;
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
      superseded_by = NULL, snoozed_until = NULL, snoozed_by = NULL
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
