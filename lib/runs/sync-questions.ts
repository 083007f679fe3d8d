import { Prisma } from '#lib/store/generated/client';
import type { Notification } from '#lib/store/notification';
import { notify } from '#lib/store/notify';
import { encodeList, encodeValue } from '#lib/store/value-codec';
import type { AskedQuestion } from './asked-questions';
import type { ClaimedRun } from './claimed-run';
import { deadlineOf, hasDeadline } from './interrupt-deadline';
import { interruptTitle } from './interrupt-title';
import { questionLevels } from './question-levels';
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
  if (asked.length === 0) return;
  const added = await tx.$queryRaw<
    { id: string }[]
  >`${insertQuestions(Prisma.sql`(SELECT ${run.id}::uuid AS id)`, run, asked)}`;
  const isNew = new Set(added.map(({ id }) => id));
  for (const question of asked) {
    const changed = isNew.has(question.id) || (await reopenQuestion(tx, run, question)) > 0;
    if (changed) await notify(tx, ...questionNotifications(run, [question]));
  }
}

/** SQL: inserts the questions that are not there yet, all of one moment, for each row of `author`, and gives their ids. */
export function insertQuestions(author: Prisma.Sql, run: ClaimedRun, asked: AskedQuestion[]): Prisma.Sql {
  const { columns, values } = columnsOf(run, asked);
  return Prisma.sql`
    INSERT INTO interrupts (id, thread_id, run_id, graph_id, assistant_id, task_id, node, ns, checkpoint_id, value, response_schema, title,
      thread_title, last_words, risk, priority, created_at, expires_at, on_expire)
    SELECT q.id, ${run.threadId}::uuid, author.id, ${run.graphId}, ${run.assistantId}::uuid, q.task_id, q.node, q.ns, q.checkpoint_id,
      q.value, q.response_schema::json, q.title, (SELECT title FROM threads WHERE id = ${run.threadId}::uuid), q.last_words, q.risk, q.priority, clock.now,
      coalesce(q.expires_at::timestamptz, clock.now + make_interval(secs => q.timeout_ms / 1000)), q.on_expire::json
    FROM ${author} AS author, (SELECT clock_timestamp() AS now) clock, ROWS FROM (
      unnest(${columns.id}::text[], ${columns.taskId}::text[], ${columns.node}::text[], ${columns.ns}::text[],
        ${columns.checkpointId}::text[], ${columns.schema}::text[], ${columns.title}::text[], ${columns.expiresAt}::text[],
        ${columns.timeoutMs}::float8[], ${columns.onExpire}::text[], ${columns.lastWords}::text[], ${columns.risk}::text[],
        ${columns.priority}::text[]),
      json_array_elements(${values}::json))
      AS q (id, task_id, node, ns, checkpoint_id, response_schema, title, expires_at, timeout_ms, on_expire, last_words, risk,
        priority, value)
    ON CONFLICT (id) DO NOTHING RETURNING id`;
}

function columnsOf(run: ClaimedRun, asked: AskedQuestion[]) {
  const deadlines = asked.map((question) => deadlineOf(question.deadline, run.kwargs.config));
  const levels = asked.map(({ value }) => questionLevels(value));
  const columns = {
    id: asked.map((question) => question.id),
    taskId: asked.map((question) => question.taskId),
    node: asked.map((question) => question.node),
    ns: asked.map((question) => question.ns),
    checkpointId: asked.map((question) => question.checkpointId),
    schema: asked.map(({ responseSchema }) => (responseSchema === null ? null : JSON.stringify(responseSchema))),
    title: asked.map((question) => interruptTitle(question.value)),
    expiresAt: deadlines.map((deadline) => deadline?.expiresAt ?? null),
    timeoutMs: deadlines.map((deadline) => deadline?.timeoutMs ?? null),
    onExpire: deadlines.map((deadline) => (deadline ? encodeValue(deadline.onExpire) : null)),
    risk: levels.map(({ risk }) => risk),
    priority: levels.map(({ priority }) => priority),
    lastWords: asked.map((question) => question.lastWords),
  };
  return { columns, values: encodeList(asked.map((question) => [question.node, question.value])) };
}

/** What every process is told of new questions: that they are there, and that one of them may have a deadline. */
export function questionNotifications(run: ClaimedRun, asked: AskedQuestion[]): Notification[] {
  const questions = asked.map(({ id }): Notification => ({ k: 'interrupt', t: run.threadId, i: id }));
  return hasDeadline(asked, run.kwargs.config) ? [...questions, { k: 'due' }] : questions;
}

async function reopenQuestion(tx: Transaction, run: ClaimedRun, question: AskedQuestion): Promise<number> {
  const reopened = await tx.$executeRaw`
    UPDATE interrupts SET outcome = 'pending', decided_by = NULL, decided_at = NULL, answer = NULL, answer_run_id = NULL, superseded_by = NULL,
      snoozed_until = NULL, snoozed_by = NULL
    WHERE id = ${question.id} AND outcome <> 'pending' AND NOT EXISTS (
      SELECT 1 FROM runs r WHERE r.id = coalesce(interrupts.answer_run_id, interrupts.superseded_by) AND r.id <> ${run.id}::uuid
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
