import { notify } from '#lib/store/notify';
import { encodeValue } from '#lib/store/value-codec';
import type { AskedQuestion } from './asked-questions';
import { deadlineOf } from './interrupt-deadline';
import { interruptTitle } from './interrupt-title';
import type { ClaimedRun } from './lease';
import { recordDecision } from './record-decision';
import type { Transaction } from './transaction';

/**
 * Lists the questions that a run leaves open. New ones are added. One whose answer the graph refused (it failed the
 * question's own check) is open again; one that a later run answers or drops, or that expired meanwhile, is left to that run.
 */
export async function syncQuestions(
  tx: Transaction,
  { run, asked }: { run: ClaimedRun; asked: AskedQuestion[] },
): Promise<void> {
  for (const question of asked) {
    const added = await addQuestion(tx, run, question);
    const reopened = added ? 0 : await reopenQuestion(tx, run, question);
    if (!added && !reopened) continue;
    await notify(tx, { k: 'interrupt', t: run.threadId, i: question.id });
    if (deadlineOf(question.deadline, run.kwargs.config)) await notify(tx, { k: 'due' });
  }
}

async function addQuestion(tx: Transaction, run: ClaimedRun, question: AskedQuestion): Promise<number> {
  const schema = question.responseSchema === null ? null : JSON.stringify(question.responseSchema);
  const deadline = deadlineOf(question.deadline, run.kwargs.config);
  return tx.$executeRaw`
    INSERT INTO interrupts (id, thread_id, run_id, graph_id, task_id, node, ns, checkpoint_id, value, response_schema, title, created_at,
      expires_at, on_expire)
    VALUES (${question.id}, ${run.threadId}::uuid, ${run.id}::uuid, ${run.graphId}, ${question.taskId}, ${question.node}, ${question.ns},
      ${question.checkpointId}, ${encodeValue(question.value)}::json, ${schema}::json, ${interruptTitle(question.value)}, clock_timestamp(),
      coalesce(${deadline?.expiresAt ?? null}::timestamptz, clock_timestamp() + make_interval(secs => ${deadline?.timeoutMs ?? null}::float8 / 1000)),
      ${deadline && encodeValue(deadline.onExpire)}::json)
    ON CONFLICT (id) DO NOTHING`;
}

async function reopenQuestion(tx: Transaction, run: ClaimedRun, question: AskedQuestion): Promise<number> {
  const reopened = await tx.$executeRaw`
    UPDATE interrupts SET outcome = 'pending', decided_by = NULL, decided_at = NULL, answer = NULL, answer_run_id = NULL, superseded_by = NULL
    WHERE id = ${question.id} AND outcome <> 'pending' AND NOT EXISTS (
      SELECT 1 FROM runs r WHERE r.id = coalesce(answer_run_id, superseded_by) AND r.id <> ${run.id}::uuid
        AND (r.status IN ('pending', 'running') OR r.seq > (SELECT seq FROM runs WHERE id = ${run.id}::uuid)))`;
  if (reopened > 0) {
    const detail = { reason: 'answer_not_taken' };
    await recordDecision(tx, {
      threadId: run.threadId,
      kind: 'reopen',
      graphId: run.graphId,
      interruptId: question.id,
      runId: run.id,
      detail,
    });
  }
  return reopened;
}
