import { type Assistant, Prisma, type Run, type Thread } from '#lib/store/generated/client';
import type { Notification } from '#lib/store/notification';
import { tell } from '#lib/store/notify';
import type { Sql } from '#lib/store/sql';
import { encodeValue } from '#lib/store/value-codec';
import { answerQuestions } from './answer-questions';
import type { NewClaim } from './arrivals';
import { leaseEnd } from './claimed-run';
import type { RunDraft } from './draft-run';
import { insertDecision } from './record-decision';
import { recordMessage } from './record-message';
import type { Answers } from './resolve-answers';
import { mergeConfigs, type RunConfig } from './run-kwargs';
import { statusesBefore } from './run-status';
import { interruption, stopNotifications, stopParts } from './stop-runs';

/** What a run needs to know of its thread and its assistant. */
export type RunThread = Pick<Thread, 'id' | 'config' | 'metadata' | 'revision' | 'createdAt'>;
export type RunAssistant = Pick<Assistant, 'id' | 'graphId' | 'config' | 'context' | 'metadata'>;

/** A run as it was received. */
export type ReceivedRun = Pick<
  Run,
  | 'id'
  | 'threadId'
  | 'assistantId'
  | 'graphId'
  | 'kind'
  | 'status'
  | 'stopReason'
  | 'multitaskStrategy'
  | 'input'
  | 'command'
  | 'kwargs'
  | 'metadata'
  | 'attempt'
  | 'createdBy'
  | 'createdAt'
  | 'updatedAt'
>;

export interface NewRun {
  draft: RunDraft;
  assistant: RunAssistant;
  thread: RunThread;
  /** If the assistant must still be this version of itself. */
  assistantVersion?: number;
  /** As effectiveKwargs makes them. */
  kwargs: string;
  /** To questions of the thread that are open at its revision; null: the run is no answer. */
  answers: Answers | null;
  /** Whether nothing goes before it, so that a worker may take it as soon as its time has come. */
  isNext: boolean;
  /** Whoever executes it from its first moment; only for one that is next, and whose time has come. */
  claim?: NewClaim;
  /** The only unfinished run of the thread, locked, which stops where it is. */
  instead?: string;
}

/** JSON text: what a run will be executed with, the assistant's configuration first, then the thread's, then its own. */
export function effectiveKwargs({ draft, assistant, thread }: Pick<NewRun, 'draft' | 'assistant' | 'thread'>): string {
  const config = mergeConfigs(asObject(assistant.config), asObject(thread.config), draft.kwargs.config);
  return encodeValue({ ...draft.kwargs, config, context: draft.kwargs.context ?? assistant.context });
}

/**
 * Puts a run at the end of its thread's queue, or in the place of the only one there (`instead`). The questions it answers are closed, and what a person does is in the audit trail.
 * `clock_timestamp()`, not `now()`: under the thread's lock it orders runs as they were received.
 * @returns null when the thread has another revision by now, the assistant is another, or the run to be replaced has ended; nothing
 * is written then
 */
export async function insertRun(sql: Sql, newRun: NewRun): Promise<ReceivedRun | null> {
  const { draft, assistant, thread, kwargs, answers, isNext, claim } = newRun;
  const metadata = JSON.stringify({ ...metadataOf(assistant), ...metadataOf(thread), ...draft.metadata });
  const command = draft.command ? encodeValue(draft.command) : null;
  const [row] = await sql.$queryRaw<{ created_at: Date }[]>`
    WITH thread AS (
      UPDATE threads SET revision = revision + 1, status = 'busy', updated_at = clock_timestamp(),
        graph_id = ${assistant.graphId}, assistant_id = ${assistant.id}::uuid, title = coalesce(title, ${draft.title}),
        metadata = metadata || jsonb_build_object('graph_id', ${assistant.graphId}::text, 'assistant_id', ${assistant.id}::text)
      WHERE id = ${thread.id}::uuid AND revision = ${thread.revision} AND created_at = ${thread.createdAt}::timestamptz
        ${isStill(newRun)}
      RETURNING id),
    ${stopFirst(newRun)}
    run AS (
      INSERT INTO runs (id, thread_id, assistant_id, graph_id, kind, multitask_strategy, on_pending_interrupt, input, command, kwargs,
        metadata, created_by, webhook, available_at, created_at, updated_at, ${columnsOf(claim)})
      SELECT ${draft.runId}::uuid, thread.id, ${assistant.id}::uuid, ${assistant.graphId}, ${draft.kind}::"RunKind",
        ${draft.multitaskStrategy}::"MultitaskStrategy", ${draft.onPendingInterrupt}::"OnPendingInterrupt", ${draft.input}::json,
        ${command}::json, ${kwargs}::json, ${metadata}::jsonb, ${draft.actor}, ${draft.kwargs.webhook ?? null},
        t.available, t.now, t.now, ${claim ? valuesOf(claim) : Prisma.sql`CASE WHEN ${isNext} THEN t.available END`}
      FROM thread, (SELECT now, now + make_interval(secs => ${draft.afterSeconds}::float8) AS available
        FROM (SELECT date_trunc('milliseconds', clock_timestamp()) AS now) clock) t
        ${newRun.instead ? Prisma.sql`, (SELECT count(*) FROM stopped) first` : Prisma.empty}
      RETURNING id, thread_id, graph_id, created_by, created_at)
    ${consequences(draft, answers)}
    SELECT run.created_at, ${told(newRun)} FROM run`;
  return row ? receivedRun(newRun, { metadata, command, at: row.created_at }) : null;
}

/** As it is stored, and as if nobody had begun with it: whether somebody has by now, and what came of that, is another question. */
function receivedRun(
  { draft, assistant, thread, kwargs, claim }: NewRun,
  { metadata, command, at }: { metadata: string; command: string | null; at: Date },
): ReceivedRun {
  return {
    id: draft.runId,
    threadId: thread.id,
    assistantId: assistant.id,
    graphId: assistant.graphId,
    kind: draft.kind,
    status: 'pending',
    stopReason: null,
    multitaskStrategy: draft.multitaskStrategy,
    input: draft.input === null ? null : JSON.parse(draft.input),
    command: command === null ? null : JSON.parse(command),
    kwargs: JSON.parse(kwargs),
    metadata: JSON.parse(metadata),
    attempt: claim ? 1 : 0,
    createdBy: draft.actor,
    createdAt: at,
    updatedAt: at,
  };
}

/** SQL: conditions. */
function isStill({ assistant, assistantVersion: version, instead }: NewRun): Prisma.Sql {
  return Prisma.sql`
    ${version === undefined ? Prisma.empty : Prisma.sql`AND EXISTS (SELECT 1 FROM assistants a WHERE a.id = ${assistant.id}::uuid AND a.version = ${version})`}
    ${instead ? Prisma.sql`AND EXISTS (SELECT 1 FROM runs r WHERE r.id = ${instead}::uuid AND r.status::text = ANY(${statusesBefore('interrupted')}))` : Prisma.empty}`;
}

/** SQL: common table expressions. Before the new run is inserted, for a thread has one running run at most. */
function stopFirst({ draft, thread, instead: runId }: NewRun): Prisma.Sql {
  if (!runId) return Prisma.empty;
  const { runId: supersededBy, actor } = draft;
  const decision = interruption({ threadId: thread.id, runId, actor, by: supersededBy });
  return Prisma.sql`
    ${stopParts(Prisma.sql`(SELECT ${runId}::uuid FROM thread)`, { reason: 'superseded', actor, supersededBy })},
    noted AS (${insertDecision(decision, Prisma.sql`stopped`)}),`;
}

/** A nameless client's messages are in its runs; what else there is to know belongs to the audit trail. */
function consequences(draft: RunDraft, answers: Answers | null): Prisma.Sql {
  const run = Prisma.sql`run`;
  if (answers) return Prisma.sql`, ${answerQuestions(run, draft, answers)}`;
  return draft.actor === null ? Prisma.empty : Prisma.sql`, ${recordMessage(run, draft)}`;
}

function columnsOf(claim: NewClaim | undefined): Prisma.Sql {
  return claim ? Prisma.sql`due_at, status, lease_token, worker_id, attempt, started_at` : Prisma.sql`due_at`;
}

function valuesOf({ workerId, token, leaseMs }: NewClaim): Prisma.Sql {
  return Prisma.sql`${leaseEnd(leaseMs)}, 'running'::"RunStatus", ${token}::uuid, ${workerId}, 1, t.now`;
}

function told({ draft: { threadId: t, runId: r }, answers, isNext, claim, instead }: NewRun): Prisma.Sql {
  const notifications: Notification[] = [
    ...(instead ? stopNotifications(t, instead) : []),
    { k: 'run', t, r, s: claim ? 'running' : 'pending' },
    ...(isNext && !claim ? [{ k: 'work' } as const] : []),
    ...Object.keys(answers ?? {}).map((i): Notification => ({ k: 'interrupt', t, i })),
  ];
  return Prisma.sql`${tell(notifications)} AS told`;
}

function metadataOf(owner: Pick<Thread, 'metadata'>): Record<string, unknown> {
  const { created_by: _createdBy, ...metadata } = asObject(owner.metadata) ?? {};
  return metadata;
}

function asObject(json: unknown): RunConfig | undefined {
  return typeof json === 'object' && json !== null && !Array.isArray(json) ? { ...json } : undefined;
}
