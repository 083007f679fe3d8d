import { type Claim, claimsOf } from '../claims';
import type { Evidence, RunRow } from '../evidence';
import { groupBy } from '../group-by';
import type { JournalLine } from '../journal';
import { livesOf } from '../lives';
import type { Trouble } from '../trouble';
import { wasTroubled } from '../troubled';
import { deletedRuns } from './check-promises';
import type { Violations } from './index';

/** After these, PostgreSQL comes back without what was committed and not flushed yet. */
const CRASHES: readonly Trouble[] = ['restart immediate'];

/** A line, whether the state holds it, and the claim under which it was written; none: the lease was gone by then. */
interface Execution extends JournalLine {
  isCommitted: boolean;
  claim: Claim | undefined;
  /** Its worker had lost the run before and took it over from itself: the line may still be of the lost execution. */
  mayBeLost: boolean;
}

/** The journal of side effects equals what the checkpoints say. */
export function checkJournal(evidence: Evidence): Violations {
  const executions = executionsOf(evidence);
  const byTask = groupBy(executions, ({ threadId, task }) => `${threadId} ${task}`);
  const byRun = groupBy(executions, ({ runId }) => runId);
  const deleted = new Set(deletedRuns(evidence));
  return [
    ...executions.flatMap((execution) => wrongExecution(execution, { evidence, deleted })),
    ...[...byTask.values()].flatMap(committedTwice),
    ...[...byTask.values()].flatMap((ofTask) => repeatedWithoutReason(ofTask, evidence)),
    ...evidence.runs.flatMap((run) => missingCommits(run, byRun.get(run.id) ?? [], evidence)),
    ...[...byRun.values()].flatMap(wentOnWithoutLease),
    ...forks(evidence),
  ];
}

function executionsOf(evidence: Evidence): Execution[] {
  const committed = new Set(Object.values(evidence.values).flatMap(({ lines }) => lines));
  const claims = groupBy(claimsOf(evidence), ({ runId }) => runId);
  return evidence.journal.map((line) => {
    const own = (claims.get(line.runId) ?? []).filter(({ workerId }) => workerId === line.workerId);
    return {
      ...line,
      isCommitted: committed.has(line.line),
      claim: own.findLast(({ from, to }) => from <= line.at && line.at <= to),
      mayBeLost: own.some(({ end, to }) => end === 'lost' && to <= line.at),
    };
  });
}

function wrongExecution(
  { runId, workerId, node, line, isCommitted, claim }: Execution,
  { evidence, deleted }: { evidence: Evidence; deleted: Set<string> },
): Violations {
  const found: Violations = [];
  const hadClaim = claimsOf(evidence).some((each) => each.runId === runId && each.workerId === workerId);
  if (!hadClaim && !sawCrash(workerId, evidence))
    found.push(`journal: worker ${workerId} executed ${node} of run ${runId} without ever having claimed it`);
  if (isCommitted && deleted.has(runId))
    found.push(`rollback: run ${runId} is gone, but its line ${line} of ${node} is in the state`);
  else if (isCommitted && !claim)
    found.push(`fence: line ${line} of ${node}, run ${runId}, was written without a lease and committed`);
  return found;
}

function committedTwice(ofTask: Execution[]): Violations {
  const committed = ofTask.filter(({ isCommitted }) => isCommitted);
  const [first] = committed;
  return first && committed.length > 1
    ? [`twice: task ${first.task} of thread ${first.threadId} is committed ${committed.length} times`]
    : [];
}

/**
 * A claim need not be flushed to disk before its run is executed: when the database server crashes, the claim may never have
 * been, and the books do not know it either. What is executed under it must not be committed, which other rules look at.
 */
function sawCrash(workerId: string, { troubles }: Evidence): boolean {
  const life = livesOf(troubles).find((each) => each.workerId === workerId);
  return life !== undefined && wasTroubled({ troubles }, { ...life, by: CRASHES });
}

/**
 * Within a run, a task is executed again only when its first worker lost the lease, or when the database server crashed: the
 * checkpoint that the task began from, or the one it led to, may not have been flushed to disk.
 */
function repeatedWithoutReason(ofTask: Execution[], evidence: Evidence): Violations {
  const byRun = groupBy(ofTask, ({ runId }) => runId);
  return [...byRun.values()].flatMap((executions) =>
    executions.flatMap((execution, index) => {
      const before = executions[index - 1];
      if (!before?.claim || !execution.claim || before.claim.end === 'lost' || before.mayBeLost) return [];
      if (wasTroubled(evidence, { by: CRASHES, from: before.at, to: execution.at })) return [];
      const why = before.claim === execution.claim ? 'under one claim' : `after a claim that was ${before.claim.end}`;
      return [`repeated: task ${execution.task} of run ${execution.runId} was executed again ${why}`];
    }),
  );
}

/** A run that succeeded has committed every task it began; any other may lack those of its last superstep. */
function missingCommits(run: RunRow, executions: Execution[], evidence: Evidence): Violations {
  const lastStep = Math.max(...executions.map(({ step }) => step));
  const byTask = groupBy(executions, ({ task }) => task);
  return [...byTask].flatMap(([task, ofTask]) => {
    const isCommitted = ofTask.some((execution) => execution.isCommitted);
    const mayLack = run.status !== 'success' && ofTask[0]?.step === lastStep;
    return isCommitted || mayLack || ofTask.every((execution) => isForgotten(execution, { executions, evidence }))
      ? []
      : [`journal: task ${task} of ${run.status} run ${run.id} was executed and is in no checkpoint`];
  });
}

/** The server crashed and forgot the very checkpoint that the task began from; the node was executed again, from another one. */
function isForgotten(
  { node, step, task, at }: Execution,
  { executions, evidence }: { executions: Execution[]; evidence: Evidence },
): boolean {
  return executions.some(
    (again) =>
      again.node === node &&
      again.step === step &&
      again.task !== task &&
      again.isCommitted &&
      wasTroubled(evidence, { by: CRASHES, from: at, to: again.at }),
  );
}

/** A worker that lost its lease may be in the middle of a superstep, but begins no second one. */
function wentOnWithoutLease(ofRun: Execution[]): Violations {
  const byWorker = groupBy(
    ofRun.filter(({ claim }) => !claim),
    ({ workerId }) => workerId,
  );
  return [...byWorker].flatMap(([workerId, executions]) => {
    const steps = new Set(executions.map(({ step }) => step));
    return steps.size > 1 ? [`fence: worker ${workerId} executed ${steps.size} supersteps without a lease`] : [];
  });
}

/** Two checkpoints with one parent: a superstep that was committed twice. */
function forks({ checkpointChanges }: Evidence): Violations {
  const childOf = new Map<string, string>();
  const found: Violations = [];
  for (const { action, threadId, checkpointId, parentId } of checkpointChanges) {
    const place = `${threadId} ${parentId}`;
    if (action === 'DELETE' && childOf.get(place) === checkpointId) childOf.delete(place);
    if (action !== 'INSERT') continue;
    const sibling = childOf.get(place);
    if (sibling) found.push(`twice: checkpoints ${sibling} and ${checkpointId} follow the same one`);
    childOf.set(place, checkpointId);
  }
  return found;
}
