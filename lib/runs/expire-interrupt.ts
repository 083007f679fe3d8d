import { v7 } from 'uuid';
import type { OnExpire } from '#lib/engine';
import { HoldpointError } from '#lib/errors';
import { notify } from '#lib/store/notify';
import type { Sql } from '#lib/store/sql';
import { decodeValue } from '#lib/store/value-codec';
import { createRun } from './create-run';
import type { Holdpoint } from './holdpoint';
import { lockThread } from './lock-thread';
import { supersedeQuestions } from './open-questions';
import { recordDecision } from './record-decision';
import type { RunKwargs } from './run-kwargs';
import { settleThread } from './settle-thread';
import { inTransaction, type Transaction } from './transaction';

/** Who answers, fails or marks a question when nobody did in time. */
export const DEADLINE = 'deadline';

interface DueQuestion {
  id: string;
  threadId: string;
  runId: string;
  graphId: string;
  assistantId: string;
  title: string;
  value: unknown;
  expiresAt: Date;
  onExpire: OnExpire;
  /** Of the run that asked. */
  kwargs: RunKwargs;
}

/**
 * Does what a question says about its deadline, once: under its thread's lock, so that of a person's answer and the deadline,
 * and of several processes, one wins.
 * @returns false when the question was answered, dropped or dealt with by another process meanwhile
 */
export async function expireInterrupt(hp: Holdpoint, id: string): Promise<boolean> {
  const question = await readDue(hp.db.sql, id);
  if (!question) return false;
  const { onExpire } = question;
  try {
    switch (onExpire.action) {
      case 'resume':
        return await answerByDeadline(hp, { question, value: onExpire.value });
      case 'error':
        return await failByDeadline(hp, { question, message: `Nobody answered "${question.title}" in time.` });
      case 'stay':
        return await inTransaction(hp.db, (tx) => markOverdue(tx, question));
      default:
        return onExpire satisfies never;
    }
  } catch (error) {
    if (isGone(error)) return false;
    throw error;
  }
}

async function answerByDeadline(
  hp: Holdpoint,
  { question, value }: { question: DueQuestion; value: unknown },
): Promise<boolean> {
  const { id, threadId, assistantId } = question;
  // The answer goes on with the configuration of the run that asked; where that run began is of the past.
  const { config, context } = question.kwargs;
  const { checkpoint_id: _id, checkpoint_map: _map, ...configurable } = config?.configurable ?? {};
  try {
    await createRun(hp, {
      ...{ threadId, assistantId, actor: DEADLINE, isDeadline: true },
      command: { resume: { [id]: value } },
      kwargs: { config: { ...config, configurable }, context },
    });
    return true;
  } catch (error) {
    if (!(error instanceof HoldpointError) || error.code !== 'invalid_answer') throw error;
    const message = `Nobody answered "${question.title}" in time, and the value for that case was refused. ${error.message}`;
    return failByDeadline(hp, { question, message });
  }
}

/**
 * The end of the thread's wait: a run that has timed out, with the reason. Other open questions of the thread are dropped with
 * it. A retry of that run asks them all again, without a deadline.
 */
function failByDeadline(
  hp: Holdpoint,
  { question, message }: { question: DueQuestion; message: string },
): Promise<boolean> {
  const { id, threadId } = question;
  return inTransaction(hp.db, async (tx) => {
    await lockThread(tx, threadId);
    if (!(await readDue(tx, id))) return false;
    const runId = await insertTimedOutRun(tx, { question, message });
    await tx.$executeRaw`
      UPDATE interrupts SET outcome = 'expired', decided_by = ${DEADLINE}, decided_at = clock_timestamp(), expired_at = clock_timestamp(),
        answer_run_id = ${runId}::uuid WHERE id = ${id}`;
    await supersedeQuestions(tx, { threadId, runId, actor: DEADLINE });
    await recordExpiry(tx, { question, runId });
    // Messages that waited for the answer wait no more.
    await settleThread(tx, threadId);
    await notify(tx, { k: 'run', t: threadId, r: runId, s: 'timeout' });
    return true;
  });
}

async function markOverdue(tx: Transaction, question: DueQuestion): Promise<boolean> {
  await lockThread(tx, question.threadId);
  if (!(await readDue(tx, question.id))) return false;
  await tx.$executeRaw`UPDATE interrupts SET expired_at = clock_timestamp() WHERE id = ${question.id}`;
  await recordExpiry(tx, { question });
  return true;
}

async function insertTimedOutRun(
  tx: Transaction,
  { question, message }: { question: DueQuestion; message: string },
): Promise<string> {
  const runId = v7();
  const error = JSON.stringify({ error: 'InterruptExpired', message, code: 'INTERRUPT_EXPIRED' });
  const end = JSON.stringify({ status: 'timeout', stop_reason: 'timeout' });
  await tx.$executeRaw`
    INSERT INTO runs (id, thread_id, assistant_id, graph_id, kind, status, stop_reason, multitask_strategy, kwargs, metadata, created_by,
      webhook, error, available_at, created_at, updated_at, started_at, ended_at)
    SELECT ${runId}::uuid, thread_id, assistant_id, graph_id, 'continue', 'timeout', 'timeout', 'enqueue', kwargs, metadata, ${DEADLINE},
      webhook, ${error}::json, t.now, t.now, t.now, t.now, t.now
    FROM runs, (SELECT clock_timestamp() AS now) t WHERE id = ${question.runId}::uuid`;
  await tx.$executeRaw`
    INSERT INTO run_events (run_id, seq, event, data)
    VALUES (${runId}::uuid, 0, 'error', ${error}::json), (${runId}::uuid, 1, 'end', ${end}::json)`;
  return runId;
}

async function recordExpiry(
  tx: Transaction,
  { question, runId }: { question: DueQuestion; runId?: string },
): Promise<void> {
  const { id, threadId, graphId, value } = question;
  await recordDecision(tx, {
    ...{ threadId, graphId, kind: 'expire' as const, actor: DEADLINE, interruptId: id, question: value, runId },
    detail: { action: runId ? 'error' : 'stay' },
  });
  await notify(tx, { k: 'interrupt', t: threadId, i: id });
}

/** The question, if its deadline has passed and nothing came of that yet. */
async function readDue(sql: Sql, id: string): Promise<DueQuestion | null> {
  const [row] = await sql.$queryRaw<DueRow[]>`
    SELECT i.id, i.thread_id AS "threadId", i.run_id AS "runId", i.graph_id AS "graphId", r.assistant_id AS "assistantId", i.title,
      i.value::text AS value, i.expires_at AS "expiresAt", i.on_expire::text AS "onExpire", r.kwargs::text AS kwargs
    FROM interrupts i JOIN runs r ON r.id = i.run_id
    WHERE i.id = ${id} AND i.outcome = 'pending' AND i.expired_at IS NULL AND i.expires_at <= clock_timestamp()`;
  if (!row) return null;
  return {
    ...row,
    value: decodeValue(row.value),
    // Both were written here in exactly these shapes, by syncQuestions and createRun.
    onExpire: decodeValue(row.onExpire ?? '{"action":"stay"}') as OnExpire,
    kwargs: decodeValue(row.kwargs) as RunKwargs,
  };
}

type DueRow = Omit<DueQuestion, 'value' | 'onExpire' | 'kwargs'> & {
  value: string;
  onExpire: string | null;
  kwargs: string;
};

function isGone(error: unknown): boolean {
  return (
    error instanceof HoldpointError && (error.code === 'interrupt_not_pending' || error.code === 'thread_not_found')
  );
}
