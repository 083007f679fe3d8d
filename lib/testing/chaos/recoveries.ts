import type { ChaosEvent } from './chaos-log';
import { claimsOf } from './claims';
import type { Evidence } from './evidence';
import { livesOf } from './lives';

/** A run whose worker was killed, and how long it took until it was back at work. */
export interface Recovery {
  runId: string;
  /** From the kill to the run's next commit, which may be its end. */
  ms: number;
  /** Nothing else was done to the processes or the database meanwhile. */
  isUndisturbed: boolean;
}

type Books = Pick<Evidence, 'troubles' | 'runChanges' | 'checkpointChanges'>;

interface Kill {
  workerId: string;
  at: number;
}

/** Words of the log that say what happened, not what was done. */
const CONSEQUENCES = new Set(['ready', 'ended', 'peace', 'settled', 'not settled', 'failed', 'connections cut']);
/** A freeze is that long, and so may a disturbance begin before the kill. */
const AFTERMATH_MS = 3_500;

/** Of each run that a killed worker held. Runs that somebody stopped or rolled back before they went on do not count. */
export function recoveriesOf(books: Books): Recovery[] {
  const claims = claimsOf(books);
  return killsOf(books.troubles).flatMap(({ workerId, at }) =>
    claims
      .filter((claim) => claim.workerId === workerId && claim.from <= at && at < claim.to && claim.end !== 'stopped')
      .flatMap(({ runId }) => {
        const next = nextCommit(books, { runId, after: at });
        return next === undefined
          ? []
          : [{ runId, ms: next - at, isUndisturbed: isQuiet(books, { from: at, to: next }) }];
      }),
  );
}

function killsOf(troubles: ChaosEvent[]): Kill[] {
  const lives = livesOf(troubles);
  return troubles.flatMap(({ what, detail, at }) => {
    const time = at.getTime();
    const life = lives.find(({ name, from, to }) => name === detail && from <= time && time <= to);
    return what === 'kill' && life ? [{ workerId: life.workerId, at: time }] : [];
  });
}

function nextCommit(
  { checkpointChanges, runChanges }: Books,
  { runId, after }: { runId: string; after: number },
): number | undefined {
  const commits = checkpointChanges.filter((change) => change.action === 'INSERT' && change.runId === runId);
  const ends = runChanges.filter(
    (change) => change.runId === runId && change.status !== 'running' && change.status !== 'pending',
  );
  const deleted = ends.find(({ action, at }) => action === 'DELETE' && at > after)?.at ?? Number.POSITIVE_INFINITY;
  const stopped = ends.find(
    ({ stopReason, at }) => at > after && (stopReason === 'superseded' || stopReason === 'cancelled'),
  );
  const next = Math.min(...[...commits, ...ends].map(({ at }) => at).filter((at) => at > after));
  return next < Math.min(deleted, stopped?.at ?? Number.POSITIVE_INFINITY) ? next : undefined;
}

function isQuiet({ troubles }: Books, { from, to }: { from: number; to: number }): boolean {
  const between = troubles.filter(({ what, at }) => {
    const time = at.getTime();
    return !CONSEQUENCES.has(what) && time !== from && time > from - AFTERMATH_MS && time < to;
  });
  return between.length === 0;
}

export function describeRecoveries(recoveries: Recovery[]): string {
  if (recoveries.length === 0) return 'no run was at work in a process that was killed';
  const longest = (of: Recovery[]) => Math.round(Math.max(...of.map(({ ms }) => ms)));
  const quiet = recoveries.filter(({ isUndisturbed }) => isUndisturbed);
  const alone = quiet.length > 0 ? `, ${longest(quiet)} ms where nothing else happened (${quiet.length})` : '';
  return `${recoveries.length} runs back at work after kill -9, in ${longest(recoveries)} ms at most${alone}`;
}
