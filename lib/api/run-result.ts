import type { RunOutcome } from '#lib/runs/events';
import type { Holdpoint } from '#lib/runs/holdpoint';
import { isRecord } from '#lib/runs/is-record';
import { runValues } from '#lib/runs/thread-values';
import type { Interrupt, Run } from '#lib/store/generated/client';
import { toWireInterrupt } from './wire/interrupt';

/** What `wait` and `join` answer: the values a run left, with its questions when it paused, or the error that ended it. */
export async function runResult(
  hp: Holdpoint,
  run: Pick<Run, 'id' | 'threadId'>,
  outcome: RunOutcome | null,
): Promise<Record<string, unknown>> {
  if (outcome === null) return rolledBack(run.id);
  if (outcome.status === 'error' || outcome.status === 'timeout') return { __error__: errorOf(outcome) };
  const values = await runValues(hp, run);
  if (outcome.stopReason !== 'paused') return values;
  const questions = await questionsOf(hp, run);
  return { ...values, __interrupt__: questions.map(toWireInterrupt) };
}

export function rolledBack(runId: string): Record<string, unknown> {
  return {
    __error__: { error: 'RunRolledBack', message: `Run ${runId} was rolled back: it and its checkpoints are gone.` },
  };
}

function errorOf({ error, status }: RunOutcome): Record<string, unknown> {
  const recorded = isRecord(error) ? error : {};
  return {
    ...recorded,
    error: recorded.error ?? status,
    message: recorded.message ?? `The run ended with status ${status}.`,
  };
}

/** Those that are open, also from earlier runs; if something dropped them right after the run, those it asked itself. */
async function questionsOf(hp: Holdpoint, { id: runId, threadId }: Pick<Run, 'id' | 'threadId'>): Promise<Interrupt[]> {
  const orderBy = [{ createdAt: 'asc' as const }, { id: 'asc' as const }];
  const open = await hp.db.prisma.interrupt.findMany({ where: { threadId, outcome: 'pending' }, orderBy });
  return open.length > 0 ? open : hp.db.prisma.interrupt.findMany({ where: { runId }, orderBy });
}
