import { type Blow, blowsOf } from './blows';
import type { Evidence } from './evidence';
import { groupBy } from './group-by';
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
  const told = operations.filter(({ answer }) => answer !== undefined).length;
  return `${operations.length} requests (${outcomes}), ${told} told the end; ${runs.length} runs, ${rolledBack} rolled back, ${takenOver} taken over, ${checkpoints} checkpoints, ${journal.length} executions`;
}

/** Each kind of trouble, and of each blow how many runs were at work under it. */
function describeTrouble(evidence: Evidence): string {
  const blows = groupBy(blowsOf(evidence), ({ what }) => what);
  const made = TROUBLES.flatMap((trouble) => {
    const count = evidence.troubles.filter(({ what }) => what === trouble).length;
    const struck = blows.get(trouble)?.map(({ runs }) => runs);
    return count > 0 ? `${count} ${trouble}${struck ? ` (${struck.join(', ')})` : ''}` : [];
  });
  return `${made.join(', ')}; ${describeBlows([...blows.values()].flat())}`;
}

export function describeBlows(blows: readonly Blow[]): string {
  return `${blows.filter(({ runs }) => runs > 0).length} of ${blows.length} blows hit runs at work`;
}
