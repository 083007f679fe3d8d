/**
 * createRun is the one door: nothing else starts a run. Server actions, HTTP routes, retries and answers meet here. On a thread
 * where no other run waits it just puts the run into the queue, be it new input or an answer; likewise where this process knows
 * the queue. Else, in one transaction under the thread's lock, it applies the multitask strategy to the runs that are there,
 * settles what happens to open questions (an answer is checked and recorded; new input drops them, waits or is refused), and puts
 * the run into the queue. When it returns, the run is durable and the workers have been told.
 */
import { HoldpointError } from '#lib/errors';
import { checkQueueLength } from '#lib/limits';
import type { MultitaskStrategy, OnPendingInterrupt } from '#lib/store/generated/enums';
import type { Claiming, NewClaim } from './arrivals';
import { draftRun, type RunDraft } from './draft-run';
import { enterBusyThread } from './enter-busy-thread';
import { enterEmptyQueue } from './enter-empty-queue';
import { graphOf, type Holdpoint } from './holdpoint';
import { effectiveKwargs, insertRun, type ReceivedRun } from './insert-run';
import { lockThread } from './lock-thread';
import { multitaskStrategies, STOPS_OTHERS } from './multitask';
import { notPending } from './not-pending';
import { openQuestions, supersedeQuestions } from './open-questions';
import { planQuestions } from './plan-questions';
import { lockUnfinishedRuns } from './queue';
import { readHead } from './read-head';
import { resolveAssistant } from './resolve-assistant';
import { retentionColumns, TEMPORARY } from './retention/thread-retention';
import type { RunKwargs } from './run-kwargs';
import { settleThread, takerOf } from './settle-thread';
import { inTransaction, type Transaction } from './transaction';

export interface CreateRunRequest {
  threadId: string;
  /** An assistant's id, or a graph's. */
  assistantId: string;
  /** `null` or absent: go on from where the thread is. */
  input?: unknown;
  command?: { resume?: unknown; update?: unknown; goto?: unknown };
  /** Default `enqueue`. */
  multitaskStrategy?: MultitaskStrategy;
  /** What new input does on a thread that waits at a question. Default `allow`: the question is recorded as superseded. */
  onPendingInterrupt?: OnPendingInterrupt;
  /** Whether an unknown thread is an error (default) or made. */
  ifNotExists?: 'reject' | 'create';
  /** Seconds from now before which the run does not start. */
  afterSeconds?: number;
  metadata?: Record<string, unknown>;
  kwargs?: RunKwargs;
  /** Who asks for it; null or absent: a client that gave no name. */
  actor?: string | null;
  /** Why, in the reviewer's words. */
  note?: string | null;
  isRetry?: boolean;
  /** Of the address at which the answer was given; absent: it was given by a reviewer or a client. */
  linkId?: string;
  /** The answer comes from the question's own deadline, and from nobody. */
  isDeadline?: boolean;
}

/**
 * @throws HoldpointError `thread_not_found`, `assistant_not_found`, `graph_not_found`, `invalid_request`,
 * `unsupported_value`, `payload_too_large`, `queue_full`; `thread_busy` (strategy reject, details {run_id}); `interrupt_pending` (policy
 * reject, details {interrupt_ids}); and for an answer `interrupt_not_pending`, `ambiguous_resume` or `invalid_answer`. On any
 * of them nothing has changed.
 */
export async function createRun(hp: Holdpoint, request: CreateRunRequest): Promise<ReceivedRun> {
  const draft = draftRun(request);
  const run = (await enterBusyThread(hp, draft)) ?? (await enterEmptyQueue(hp, draft));
  if (run) return run;
  const entered = await hp.arrivals.claiming((claim) =>
    inTransaction(hp.db, (tx) => enterQueue(tx, hp, { draft, claim })),
  );
  hp.known.forget(draft.threadId);
  return entered.run;
}

async function enterQueue(
  tx: Transaction,
  hp: Holdpoint,
  { draft, claim }: { draft: RunDraft; claim?: NewClaim },
): Promise<Claiming & { run: ReceivedRun }> {
  const { threadId, runId, actor } = draft;
  const [assistant, , thread, unfinished] = await Promise.all([
    resolveAssistant(tx, draft.assistantId),
    draft.createThread && addThread(tx, draft),
    lockThread(tx, threadId),
    lockUnfinishedRuns(tx, threadId),
  ]);
  graphOf(hp, assistant.graphId);

  // An answer is let in whatever waits: nothing goes on without it.
  if (draft.multitaskStrategy === 'enqueue' && draft.kind !== 'resume') checkQueueLength(threadId, unfinished.length);
  const made = multitaskStrategies[draft.multitaskStrategy](tx, { threadId, newRunId: runId, unfinished, actor });
  // What a rollback does, it does in several steps; all else is on its way already.
  if (draft.multitaskStrategy === 'rollback') await made;
  const [open] = await Promise.all([openQuestions(tx, threadId), made]);
  const plan = planQuestions(draft, { status: thread.status, open });
  if (plan.type === 'refuse') throw await notPending(tx, { threadId, ...plan });
  if (plan.type === 'supersede') await supersedeQuestions(tx, { threadId, runId, actor });
  const answers = plan.type === 'answer' ? plan.answers : null;
  const parts = { draft: { ...draft, ...plan.run }, assistant, thread };
  const newRun = { ...parts, kwargs: effectiveKwargs(parts), answers, isNext: false };
  const isAlone = unfinished.length === 0 || STOPS_OTHERS.includes(draft.multitaskStrategy);
  const [run, claimed, head] = await tx.last(() =>
    Promise.all([
      insertRun(tx, newRun),
      settleThread(tx, threadId, takerOf(hp, claim)),
      claim && isAlone ? readHead({ sql: tx, heads: hp.db.heads }, threadId) : undefined,
    ]),
  );
  if (!run) throw new HoldpointError('internal', `Thread ${threadId} changed under its lock.`);
  return { run, claimed: claimed && { ...claimed, head: Promise.resolve(head) } };
}

async function addThread(tx: Transaction, { threadId, kwargs }: RunDraft): Promise<void> {
  const { retention, ttlMinutes } = retentionColumns(kwargs.temporary ? TEMPORARY : null);
  await tx.$executeRaw`
    INSERT INTO threads (id, retention, ttl_minutes) VALUES (${threadId}::uuid, ${retention}::"RetentionStrategy", ${ttlMinutes}::float8)
    ON CONFLICT DO NOTHING`;
}
