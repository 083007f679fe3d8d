import { Prisma } from '#lib/store/generated/client';
import { inOrder } from './asked-questions';
import type { ClaimedRun } from './claimed-run';
import { type Known, type RunOutcome, type RunWatch, watchRun } from './events';
import type { RunResult } from './finish-run';
import type { Holdpoint } from './holdpoint';
import { hasDeadline } from './interrupt-deadline';
import { type ShownQuestion, shownQuestion, shownQuestions } from './shown-questions';
import { valuesLeft, valuesText } from './thread-values';
import { withDefaults } from './with-defaults';

/** How a run ended, and what it left. */
export interface RunEnd extends RunOutcome {
  threadId: string;
  graphId: string;
  /** One JSON object, as it is stored; null while the run works, when it failed, and where there is no state. */
  values: string | null;
  /** What it paused at: all open questions of the thread, or, if something dropped them since, its own. Null: it did not pause. */
  questions: ShownQuestion[] | null;
}

/** A run that has come to its end in this process. */
export interface EndedRun {
  run: ClaimedRun;
  result: RunResult;
}

interface RunPlace {
  runId: string;
  /** Only if it is one of this thread's. */
  threadId?: string;
}

/**
 * A run and its end: one look at it, and another when it has ended later. What this process executes itself needs no first look.
 * @throws HoldpointError `run_not_found`
 */
export function watchRunEnd(hp: Holdpoint, place: RunPlace): Promise<RunWatch<RunEnd>> {
  return watchRun(hp.db, {
    runId: place.runId,
    known: () => whileExecuting(hp, place),
    look: () => readRunEnd(hp, place),
  });
}

function whileExecuting(hp: Holdpoint, { runId, threadId }: RunPlace): Known<RunEnd> | undefined {
  const execution = hp.arrivals.executing(runId);
  if (!execution || (threadId ?? execution.threadId) !== execution.threadId) return undefined;
  const { graphId, done } = execution;
  const at = { threadId: execution.threadId, graphId, status: 'running', stopReason: null } as const;
  return {
    run: { ...at, error: null, values: null, questions: null },
    done: done.then((ended) => ended && knownEnd(hp, ended)),
  };
}

/** What readRunEnd would find, from what the run itself knows. Undefined: that is not all there is to it. */
function knownEnd(hp: Holdpoint, { run, result }: EndedRun): RunEnd | undefined {
  const { status, stopReason, error = null, asked, lastStored, wasAlone } = result;
  const { threadId, graphId } = run;
  const end = { threadId, graphId, status, stopReason, error, values: null, questions: null };
  if (status === 'error' || status === 'timeout') return end;
  if (!lastStored) return undefined;
  const { values } = withDefaults(hp, { graphId, values: valuesText(lastStored) });
  if (stopReason !== 'paused') return { ...end, values };
  // The moment of a deadline is the database's to say, and what becomes of other questions is not in this run's hands.
  const isKnown = wasAlone && !hasDeadline(asked, run.kwargs.config);
  return isKnown ? { ...end, values, questions: inOrder(asked).map(shownQuestion) } : undefined;
}

async function readRunEnd(hp: Holdpoint, { runId, threadId }: RunPlace): Promise<RunEnd | undefined> {
  const open = Prisma.sql`i.thread_id = r.thread_id AND i.outcome = 'pending'`;
  const own = Prisma.sql`i.run_id = r.id`;
  const [end] = await hp.db.sql.$queryRaw<RunEnd[]>`
    SELECT r.thread_id AS "threadId", r.graph_id AS "graphId", r.status::text AS status, r.stop_reason::text AS "stopReason", r.error,
      CASE WHEN r.status IN ('success', 'interrupted') THEN (${valuesLeft()}) END AS values,
      CASE WHEN r.stop_reason = 'paused' THEN coalesce((${shownQuestions(open)}), (${shownQuestions(own)}), '[]') END AS questions
    FROM runs r WHERE r.id = ${runId}::uuid AND r.thread_id = coalesce(${threadId ?? null}::uuid, r.thread_id)`;
  return end && withDefaults(hp, end);
}
