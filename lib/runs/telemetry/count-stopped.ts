import type { Run } from '#lib/store/generated/client';
import type { Transaction } from '../transaction';
import { metrics } from './metrics';
import type { CountedEnd } from './observe-run';

/** Counts the ends of runs that nobody executes; those that somebody does are counted there. */
export function countStopped(
  tx: Transaction,
  runs: Pick<Run, 'graphId' | 'status'>[],
  reason: CountedEnd['stopReason'],
): void {
  const pending = runs.filter(({ status }) => status === 'pending');
  tx.afterCommit(() => {
    for (const { graphId: graph } of pending) metrics().runsEnded.inc({ graph, status: 'interrupted', reason });
  });
}
