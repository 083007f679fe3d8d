import { HoldpointError } from '#lib/errors';
import type { MultitaskStrategy } from '#lib/store/generated/enums';
import type { UnfinishedRun } from './queue';
import { recordDecision } from './record-decision';
import { rollbackRuns } from './rollback-runs';
import { interruption, stopRuns } from './stop-runs';
import type { Transaction } from './transaction';

/** What the docs of LangGraph's server and its clients expect when a request names no strategy. */
export const DEFAULT_MULTITASK_STRATEGY: MultitaskStrategy = 'enqueue';

/** After these, the new run is alone. */
export const STOPS_OTHERS: readonly MultitaskStrategy[] = ['interrupt', 'rollback'];

/** A run that arrives on a busy thread: `unfinished` are the thread's runs before it, in queue order, locked. */
export interface DoubleText {
  threadId: string;
  newRunId: string;
  unfinished: UnfinishedRun[];
  actor: string | null;
}

type Strategy = (tx: Transaction, doubleText: DoubleText) => Promise<void>;

/** Double-texting: what happens to the runs of a busy thread when another one arrives. One function for each strategy. */
export const multitaskStrategies: Record<MultitaskStrategy, Strategy> = { reject, enqueue, interrupt, rollback };

/** The new run is refused; nothing changes. */
async function reject(_tx: Transaction, { threadId, unfinished }: DoubleText): Promise<void> {
  const active = unfinished.find((run) => !run.waits);
  if (!active) return;
  throw new HoldpointError(
    'thread_busy',
    `Thread is already running a task. Thread ${threadId} has ${active.status} run ${active.id}; wait for it to finish or choose a different multitask strategy (enqueue, interrupt or rollback).`,
    { details: { run_id: active.id } },
  );
}

/** The new run waits for its turn: there is nothing to do to the others. */
async function enqueue(): Promise<void> {}

/** All others stop where they are; what they have committed stays in the thread. */
async function interrupt(tx: Transaction, { threadId, newRunId, unfinished, actor }: DoubleText): Promise<void> {
  const { stopped, done } = stopRuns(tx, {
    threadId,
    runs: unfinished,
    reason: 'superseded',
    actor,
    supersededBy: newRunId,
  });
  const recorded = stopped.map((runId) => recordDecision(tx, interruption({ threadId, runId, actor, by: newRunId })));
  await Promise.all([done, ...recorded]);
}

/** All others are deleted with everything they wrote, as if they had never been sent. */
async function rollback(tx: Transaction, { threadId, newRunId, unfinished, actor }: DoubleText): Promise<void> {
  await rollbackRuns(tx, { threadId, runs: unfinished, actor, supersededBy: newRunId });
}
