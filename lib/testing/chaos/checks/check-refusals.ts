import type { Evidence, RunChange } from '../evidence';
import type { Operation } from '../operation';
import type { Violations } from './index';

/** The suite and the database read one clock, each a little later than what it tells of. */
const TOLERANCE_MS = 50;

/** `reject` refuses when the thread is busy, and only then. */
export function checkRefusals(evidence: Evidence): Violations {
  return [
    ...letInWhileBusy(evidence.runChanges),
    ...evidence.operations.flatMap((operation) => wrongRefusal(operation, evidence)),
  ];
}

/** A run that waits for a person does not make its thread busy. */
function letInWhileBusy(changes: RunChange[]): Violations {
  const unfinished = new Map<string, RunChange>();
  return changes.flatMap((change) => {
    const { runId, threadId, action, strategy, status } = change;
    const isNew = action === 'INSERT' && strategy === 'reject';
    const busyWith = isNew ? [...unfinished.values()].find((other) => other.threadId === threadId) : undefined;
    const isBusy = status === 'running' || (status === 'pending' && !change.waits);
    if (isBusy) unfinished.set(runId, change);
    else unfinished.delete(runId);
    return busyWith ? [`reject: run ${runId} was let in while run ${busyWith.runId} was ${busyWith.status}`] : [];
  });
}

function wrongRefusal({ name, strategy, detail = '', sentAt, answeredAt }: Operation, evidence: Evidence): Violations {
  if (!detail.includes('"code":"thread_busy"')) return [];
  if (strategy !== 'reject') return [`reject: ${name} was refused as its thread was busy, with strategy ${strategy}`];
  const runId = /"run_id":"([^"]+)"/.exec(detail)?.[1];
  const changes = evidence.runChanges.filter((change) => change.runId === runId);
  const from = changes.find(({ action }) => action === 'INSERT')?.at ?? Number.POSITIVE_INFINITY;
  const to =
    changes.findLast(({ status }) => status !== 'pending' && status !== 'running')?.at ?? Number.POSITIVE_INFINITY;
  const wasBusy = from <= (answeredAt ?? 0) + TOLERANCE_MS && to >= sentAt - TOLERANCE_MS;
  return wasBusy ? [] : [`reject: ${name} was refused for run ${runId}, which was not there or had ended`];
}
