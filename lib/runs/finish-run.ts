import { LeaseLostError } from '#lib/errors';
import type { Left } from '#lib/store/checkpointer';
import { isNothing, NOTHING, placeBefore, together, type Unstored } from '#lib/store/encode-checkpoint';
import { Prisma } from '#lib/store/generated/client';
import type { RunStatus, StopReason } from '#lib/store/generated/enums';
import type { KeptValue } from '#lib/store/kept-value';
import { exists } from '#lib/store/lease-fence';
import { CHANNEL, type Notification } from '#lib/store/notification';
import { tell } from '#lib/store/notify';
import { moveHead, unstoredParts } from '#lib/store/put-checkpoints';
import { tellDropped } from '#lib/store/supersede-questions';
import type { Claiming, NewClaim } from './arrivals';
import { type AskedQuestion, inOrder } from './asked-questions';
import type { ClaimedRun } from './claimed-run';
import { appendEvents, type NewEvent } from './event-writer';
import type { Holdpoint } from './holdpoint';
import { hasDeadline } from './interrupt-deadline';
import { openQuestion, supersedeQuestions } from './open-questions';
import { readHead } from './read-head';
import { statusesBefore } from './run-status';
import { settleThread, takerOf } from './settle-thread';
import { insertQuestions, questionNotifications, syncQuestions } from './sync-questions';
import { inTransaction, isPostgresError, type Transaction } from './transaction';

const DIVISION_BY_ZERO = '22012';

export interface RunError {
  error: string;
  message: string;
  code?: string;
}

/** How an execution came to its end. */
export interface RunResult {
  status: Extract<RunStatus, 'success' | 'error' | 'timeout' | 'interrupted'>;
  stopReason: StopReason;
  error?: RunError;
  /** The questions that are open at the head of the thread. */
  asked: AskedQuestion[];
  /** What the run emitted last and nobody has written yet. Absent: everything is written. */
  lastEvents?: NewEvent[];
  /** What it has put into the state. */
  left?: Left;
  /** By channel, what is stored with the newest checkpoint of the root graph, if that is the run's own. */
  lastStored?: ReadonlyMap<string, KeptValue>;
  /** Set by the end itself: it had nothing to decide but what the run says. */
  wasAlone?: boolean;
}

/**
 * The end of a run, all or nothing: its status, its last events, the questions it leaves open, its thread's status; then the
 * next run of the thread is free to start.
 * @returns whether there was nothing to decide but what the run itself says
 * @throws LeaseLostError when the run was stopped, rolled back or taken over meanwhile; nothing is written then
 */
export async function finishRun(hp: Holdpoint, run: ClaimedRun, result: RunResult): Promise<boolean> {
  const { left } = result;
  try {
    return await finish(hp, run, result);
  } catch (error) {
    if (!(error instanceof LeaseLostError) || !left || isNothing(left.unsure)) throw error;
    // If PostgreSQL has crashed and forgot what this builds on, that is stored once more.
    return finish(hp, run, { ...result, left: { ...left, unstored: together(left.unsure, left.unstored) } });
  }
}

async function finish(hp: Holdpoint, run: ClaimedRun, result: RunResult): Promise<boolean> {
  if (endsAlone(hp, run, result) && (await finishAlone(hp, run, result))) return true;
  hp.known.forget(run.threadId);
  await hp.arrivals.claiming((claim) => finishBeforeOthers(hp, run, { result, claim }));
  return false;
}

/** Whoever here has room goes on with the next run of the thread, which finds the thread's head read. */
async function finishBeforeOthers(
  hp: Holdpoint,
  run: ClaimedRun,
  { result, claim }: { result: RunResult; claim?: NewClaim },
): Promise<Claiming> {
  try {
    return await inTransaction(hp.db, async (tx) => {
      const ended = endRun(tx, run, result);
      const { asked } = result;
      if (asked.length === 0) return tx.last(() => settle(tx, hp, { run, claim, ended, mayAsk: !movesHead(result) }));
      await ended.then(() => syncQuestions(tx, { run, asked }));
      return settle(tx, hp, { run, claim, ended, mayAsk: true });
    });
  } catch (error) {
    throw isPostgresError(error, [DIVISION_BY_ZERO]) ? new LeaseLostError(run.id) : error;
  }
}

interface Ending {
  run: ClaimedRun;
  claim: NewClaim | undefined;
  ended: Promise<void>;
  /** Whether a question may be open. */
  mayAsk: boolean;
}

async function settle(tx: Transaction, hp: Holdpoint, { run, claim, ended, mayAsk }: Ending): Promise<Claiming> {
  const dropped = mayAsk && dropForNextInQueue(tx, run);
  const settled = settleThread(tx, run.threadId, takerOf(hp, claim));
  const head = claim && readHead({ ...hp.db, sql: tx }, run.threadId);
  const [claimed] = await Promise.all([settled, head, ended, dropped]);
  return { claimed: claimed && { ...claimed, head } };
}

/**
 * Whether nothing has to be decided at the end but what the run itself says: no other run waited when it was claimed, and the
 * questions it leaves, if any, are its own and new.
 */
function endsAlone({ known }: Holdpoint, run: ClaimedRun, { status, stopReason, asked }: RunResult): boolean {
  if (run.aloneAt === null) return false;
  // Others may have come that nobody here knows of; those that somebody does need no look.
  if (known.find(run.threadId)?.queue?.behind) return false;
  if (status === 'success') return asked.length === 0 && run.kind !== 'continue';
  return stopReason === 'paused' && run.kind === 'input';
}

/**
 * The usual end, in one statement. The thread's revision says that nobody has come since the run was claimed.
 * @returns false when somebody has, or when the lease is gone; nothing is written then
 */
async function finishAlone({ db, known }: Holdpoint, run: ClaimedRun, result: RunResult): Promise<boolean> {
  const status = result.status === 'success' ? 'idle' : 'interrupted';
  const { asked, left } = result;
  const unstored = left?.unstored ?? NOTHING;
  const isMoved = movesHead(result);
  const told: Notification[] = [...notificationsOf(run, result), ...questionNotifications(run, result.asked)];
  const [row] = await db.sql.$queryRaw<{ ended: number }[]>`
    WITH thread AS MATERIALIZED (
      SELECT id FROM threads WHERE id = ${run.threadId}::uuid AND revision = ${run.aloneAt} FOR NO KEY UPDATE),
    mine AS MATERIALIZED (
      SELECT r.id, r.created_by FROM thread JOIN runs r ON r.thread_id = thread.id
      WHERE r.id = ${run.id}::uuid AND r.lease_token = ${run.token}::uuid AND r.status = 'running'
        AND ${exists(run.threadId, placeBefore(unstored))} FOR UPDATE OF r),
    ended AS (${updateRun(Prisma.sql`mine`, result)}),
    settled AS (
      UPDATE threads SET status = ${status}::"ThreadStatus", error = NULL, revision = revision + 1, updated_at = clock_timestamp()
        ${isMoved ? Prisma.sql`, state_updated_at = clock_timestamp()` : Prisma.empty}
      FROM mine WHERE threads.id = ${run.threadId}::uuid),
    new_events AS (${appendEvents(Prisma.sql`mine`, eventsOf(result))})
    ${asked.length > 0 ? Prisma.sql`, asked AS (${insertQuestions(Prisma.sql`mine`, run, asked)})` : Prisma.empty}
    ${isNothing(unstored) ? Prisma.empty : unstoredOf(run, unstored)}
    SELECT count(*)::int AS ended, count(${tell(told)}) AS told ${isMoved ? Prisma.sql`, ${tellDropped(CHANNEL)}` : Prisma.empty} FROM mine`;
  if (row?.ended !== 1) return false;
  // What becomes of a deadline is decided elsewhere.
  if (run.aloneAt === null || hasDeadline(asked, run.kwargs.config)) known.forget(run.threadId);
  else known.keepResting(run.threadId, run.aloneAt, { status, open: inOrder(asked).map(openQuestion) });
  return true;
}

/** SQL: common table expressions that store what the run wrote last. */
function unstoredOf({ threadId }: ClaimedRun, unstored: Unstored): Prisma.Sql {
  return Prisma.sql`, author AS (SELECT id AS run_id, created_by FROM mine), ${unstoredParts(threadId, unstored)}`;
}

/**
 * Under the thread's lock, which is held until the transaction ends.
 * @throws an error of PostgreSQL, so that whatever is sent behind it fails, too, when the run is not its worker's any more
 */
async function endRun(tx: Transaction, run: ClaimedRun, result: RunResult): Promise<void> {
  const unstored = result.left?.unstored ?? NOTHING;
  const isMoved = movesHead(result);
  await tx.$queryRaw`
    WITH thread AS MATERIALIZED (SELECT id FROM threads WHERE id = ${run.threadId}::uuid FOR NO KEY UPDATE),
    mine AS MATERIALIZED (
      SELECT r.id, r.created_by FROM thread JOIN runs r ON r.thread_id = thread.id
      WHERE r.id = ${run.id}::uuid AND r.lease_token = ${run.token}::uuid
        AND r.status::text = ANY(${statusesBefore(result.status)}) AND ${exists(run.threadId, placeBefore(unstored))} FOR UPDATE OF r),
    ended AS (${updateRun(Prisma.sql`mine`, result)}),
    new_events AS (${appendEvents(Prisma.sql`mine`, eventsOf(result))})
    ${isMoved ? Prisma.sql`, moved AS (${moveHead(Prisma.sql`mine`, run.threadId)})` : Prisma.empty}
    ${isNothing(unstored) ? Prisma.empty : unstoredOf(run, unstored)}
    SELECT 1 / count(*) AS ended, count(${tell(notificationsOf(run, result))}) AS told
      ${isMoved ? Prisma.sql`, ${tellDropped(CHANNEL)}` : Prisma.empty} FROM mine`;
}

/** Whether the run's last words make a new head of the thread. Then no question is open but what was asked there. */
function movesHead({ left }: RunResult): boolean {
  return left?.unstored.checkpoints.at(-1)?.ns === '';
}

/** SQL: the row of the run in the table expression `run` as it is from now on. */
function updateRun(run: Prisma.Sql, result: RunResult): Prisma.Sql {
  const error = result.error ? JSON.stringify(result.error) : null;
  return Prisma.sql`
    UPDATE runs SET status = ${result.status}::"RunStatus", stop_reason = ${result.stopReason}::"StopReason", error = ${error}::json,
      lease_token = NULL, due_at = NULL, ended_at = clock_timestamp(), updated_at = clock_timestamp()
    FROM ${run} AS run WHERE runs.id = run.id`;
}

function eventsOf({ status, stopReason, error, lastEvents = [] }: RunResult): NewEvent[] {
  const end = { event: 'end', ns: '', data: JSON.stringify({ status, stop_reason: stopReason }) };
  return [...lastEvents, ...(error ? [{ event: 'error', ns: '', data: JSON.stringify(error) }] : []), end];
}

function notificationsOf({ threadId: t, id: r }: ClaimedRun, { status: s }: RunResult): Notification[] {
  return [{ k: 'run', t, r, s }];
}

/** A message that was sent while the run worked, and that drops open questions, drops the ones the run ends with, too. */
async function dropForNextInQueue(tx: Transaction, run: ClaimedRun): Promise<void> {
  await supersedeQuestions(
    tx,
    Prisma.sql`(
      SELECT thread_id, id AS run_id, created_by AS actor FROM runs
      WHERE thread_id = ${run.threadId}::uuid AND status = 'pending' AND kind = 'input' AND on_pending_interrupt <> 'enqueue'
        AND available_at <= clock_timestamp()
      ORDER BY available_at, seq LIMIT 1)`,
  );
}
