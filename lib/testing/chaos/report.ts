import type { Evidence } from './evidence';
import { describeRecoveries, recoveriesOf } from './recoveries';
import type { RoundResult } from './round';
import { TROUBLES } from './trouble';

const MOST_LINES = 20;

/** One line for a round that passed, and what was found for one that did not. */
export function describeRound({ seed, violations, evidence, settled }: RoundResult): string {
  const verdict = violations.length === 0 ? 'ok' : `FAILED, ${violations.length} violations`;
  const parts = [
    `seed ${seed}: ${verdict}`,
    describeLoad(evidence),
    describeTrouble(evidence),
    describeRecoveries(recoveriesOf(evidence)),
    describeRest(settled),
  ];
  const listed = violations.slice(0, MOST_LINES).map((violation) => `  - ${violation}`);
  const more = violations.length > MOST_LINES ? [`  and ${violations.length - MOST_LINES} more`] : [];
  return [parts.join('; '), ...listed, ...more].join('\n');
}

function describeRest(settled: RoundResult['settled']): string {
  if (!settled) return 'never at rest';
  return `all runs ended after ${settled.endedInMs} ms, and everybody knew after ${settled.toldInMs} ms`;
}

function describeLoad({ operations, runs, runChanges, journal, checkpointChanges }: Evidence): string {
  const count = (outcome: string) => operations.filter((operation) => operation.outcome === outcome).length;
  const outcomes = ['acknowledged', 'refused', 'unknown'].map((outcome) => `${count(outcome)} ${outcome}`).join(', ');
  const rolledBack = runChanges.filter(({ action }) => action === 'DELETE').length;
  const takenOver = runChanges.filter(
    ({ oldStatus, status }) => oldStatus === 'running' && status === 'running',
  ).length;
  const checkpoints = checkpointChanges.filter(({ action }) => action === 'INSERT').length;
  return `${operations.length} requests (${outcomes}); ${runs.length} runs, ${rolledBack} rolled back, ${takenOver} taken over, ${checkpoints} checkpoints, ${journal.length} executions`;
}

function describeTrouble({ troubles }: Evidence): string {
  const counts = TROUBLES.map((trouble) => [trouble, troubles.filter(({ what }) => what === trouble).length] as const);
  return counts.flatMap(([trouble, count]) => (count > 0 ? `${count} ${trouble}` : [])).join(', ');
}
