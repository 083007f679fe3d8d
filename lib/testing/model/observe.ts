import type { Holdpoint } from '#lib/runs/holdpoint';
import { threadValues } from '#lib/runs/thread-values';
import type { Database } from '#lib/store/database';
import { heldTasks } from './execution';
import type { Gate } from './fleet';
import { runningRun, statusOf, type ThreadState, valuesOf } from './thread-model';

/** What anybody can see of a thread, in names of the model. */
export interface View {
  status: string;
  log: unknown;
  say: unknown;
  /** `status stop_reason attempt superseded_by`, by the name of the run. */
  runs: Record<string, string>;
  /** `outcome answer_run superseded_by`, and `overdue` when its deadline has acted, by the name of the question. */
  questions: Record<string, string>;
}

/** What the database shows of a thread. */
export interface Observed extends View {
  questionIds: Record<string, string>;
}

interface Rows {
  status: string;
  runs: { id: string; status: string; stop_reason: string | null; attempt: number; superseded_by: string | null }[];
  questions: {
    id: string;
    value: string;
    outcome: string;
    answer_run_id: string | null;
    superseded_by: string | null;
    is_overdue: boolean;
  }[];
}

export async function observe(
  hp: Holdpoint,
  { threadId, names }: { threadId: string; names: ReadonlyMap<string, string> },
): Promise<Observed> {
  const [rows, values] = await Promise.all([readRows(hp.db, threadId), threadValues(hp, [threadId])]);
  const { log = [], say = null } = values.get(threadId) ?? {};
  const nameOf = (runId: string | null) => (runId === null ? null : (names.get(runId) ?? runId));
  const runs = rows.runs.map((run) => {
    const line = lineOf([run.status, run.stop_reason, run.attempt, nameOf(run.superseded_by)]);
    return [nameOf(run.id), line];
  });
  const questions = rows.questions.map((row) => {
    return [
      row.value,
      lineOf([row.outcome, nameOf(row.answer_run_id), nameOf(row.superseded_by), row.is_overdue ? 'overdue' : null]),
    ];
  });
  return {
    ...{ status: rows.status, log, say, runs: Object.fromEntries(runs), questions: Object.fromEntries(questions) },
    questionIds: Object.fromEntries(rows.questions.map((row) => [row.value, row.id])),
  };
}

async function readRows(db: Database, threadId: string): Promise<Rows> {
  const [row] = await db.prisma.$queryRaw<Rows[]>`
    SELECT t.status::text AS status,
      coalesce((SELECT json_agg(json_build_object('id', r.id, 'status', r.status, 'stop_reason', r.stop_reason, 'attempt', r.attempt,
        'superseded_by', r.superseded_by) ORDER BY r.seq) FROM runs r WHERE r.thread_id = t.id), '[]') AS runs,
      coalesce((SELECT json_agg(json_build_object('id', i.id, 'value', i.value, 'outcome', i.outcome, 'answer_run_id', i.answer_run_id,
        'superseded_by', i.superseded_by, 'is_overdue', i.expired_at IS NOT NULL) ORDER BY i.created_at, i.id) FROM interrupts i WHERE i.thread_id = t.id), '[]') AS questions
    FROM threads t WHERE t.id = ${threadId}::uuid`;
  if (!row) throw new Error(`Thread ${threadId} is gone.`);
  return row;
}

/** What the model says one should see. */
export function viewOf(state: ThreadState): View {
  const runs = state.runs.map((run) => {
    return [run.name, lineOf([run.status, run.stopReason, run.attempt, run.supersededBy])];
  });
  const questions = state.questions.map((question) => {
    const { outcome, answerRun, supersededBy, isOverdue } = question;
    return [question.name, lineOf([outcome, answerRun, supersededBy, isOverdue ? 'overdue' : null])];
  });
  const { log, say } = valuesOf(state);
  return {
    status: statusOf(state),
    log,
    say,
    runs: Object.fromEntries(runs),
    questions: Object.fromEntries(questions),
  };
}

function lineOf(parts: (string | number | null)[]): string {
  return parts.map((part) => part ?? '-').join(' ');
}

/** Compares by content; the order of keys says nothing. */
export function textOf({ status, log, say, runs, questions }: View): string {
  const sorted = (record: Record<string, string>) => Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify({ status, log, say, runs: sorted(runs), questions: sorted(questions) });
}

/**
 * Whether exactly the nodes stand at their gates that should: those of the running run. Nodes of runs that were stopped must
 * have had their signal; those whose run was taken over may know nothing of it.
 */
export function gatesFit(state: ThreadState, gates: readonly Gate[], names: ReadonlyMap<string, string>): boolean {
  const running = runningRun(state)?.name;
  const mine = gates.filter((gate) => !gate.isGhost && names.get(gate.runId) === running);
  const others = gates.filter((gate) => !gate.isGhost && names.get(gate.runId) !== running);
  const standing = mine.map((gate) => gate.node).sort();
  const isSignalled = mine.some((gate) => gate.isSignalled);
  return !isSignalled && standing.join() === heldTasks(state).sort().join() && others.every((gate) => gate.isSignalled);
}
