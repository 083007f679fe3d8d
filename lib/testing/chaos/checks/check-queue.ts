import { type Claim, claimsOf } from '../claims';
import type { Evidence, RunChange } from '../evidence';
import { groupBy } from '../group-by';
import { livesOf } from '../lives';
import type { Trouble } from '../trouble';
import { wasTroubled } from '../troubled';
import type { Violations } from './index';

/** Timestamps of the tables are rounded to milliseconds. */
const ROUNDING_MS = 1;

/** One run of a thread at a time, in the order received, each taken over only when its lease had run out. */
export function checkQueue(evidence: Evidence): Violations {
  const claims = claimsOf(evidence);
  return [
    ...overlaps(claims),
    ...claims
      .filter(({ takenOverEarlyByMs = 0 }) => takenOverEarlyByMs > ROUNDING_MS)
      .map(
        (claim) => `lease: run ${claim.runId} was taken over ${claim.takenOverEarlyByMs} ms before its lease ran out`,
      ),
    ...claims.filter(({ end }) => end === 'open').map(({ runId }) => `lease: run ${runId} is still held`),
    ...overtakings(evidence.runChanges),
    ...keptByDrained(claims, evidence),
    ...cutWithoutDeath(evidence),
  ];
}

function overlaps(claims: Claim[]): Violations {
  const byThread = groupBy(claims, ({ threadId }) => threadId);
  return [...byThread.values()].flatMap((ofThread) =>
    ofThread.flatMap((claim, index) =>
      ofThread
        .slice(0, index)
        .filter((earlier) => earlier.runId !== claim.runId && earlier.to > claim.from)
        .map((earlier) => `overlap: runs ${earlier.runId} and ${claim.runId} of one thread were running at once`),
    ),
  );
}

/** An older run of the thread was due and waited, and a younger one was begun. Answers go before messages, so only messages count. */
function overtakings(changes: RunChange[]): Violations {
  const pending = new Map<string, RunChange>();
  const found: Violations = [];
  for (const change of changes) {
    pending.delete(change.runId);
    // From the queue, or in the moment of its arrival.
    const isBegun = change.oldStatus !== 'running' && change.status === 'running';
    if (isBegun && change.kind !== 'resume') {
      const overtaken = [...pending.values()].find((other) => goesFirst(other, change));
      if (overtaken) found.push(`order: run ${change.runId} was begun before the older run ${overtaken.runId}`);
    }
    if (change.status === 'pending') pending.set(change.runId, change);
  }
  return found;
}

function goesFirst(other: RunChange, than: RunChange): boolean {
  if (other.threadId !== than.threadId || other.waits || other.kind === 'resume') return false;
  return other.seq < than.seq && other.availableAt <= than.availableAt;
}

/** A lease may end before its time only when the process that had it is gone. */
function cutWithoutDeath({ cutLeases, troubles }: Evidence): Violations {
  const lives = livesOf(troubles);
  return cutLeases.flatMap(({ runId, workerId, at }) => {
    const life = lives.find((each) => each.workerId === workerId);
    const wasEnded = troubles.some(
      (event) =>
        ENDS.includes(event.what) &&
        event.detail === life?.name &&
        life.from <= event.at.getTime() &&
        event.at.getTime() <= at,
    );
    return wasEnded ? [] : [`lease: that of run ${runId} was cut short, although nobody had ended worker ${workerId}`];
  });
}

/** What makes a process go. */
const ENDS: readonly string[] = ['kill', 'drain'] satisfies Trouble[];

/** By these, the answer to a claim may get lost. */
const LOSES_ANSWERS: readonly Trouble[] = ['cut', 'restart fast', 'restart immediate'];

/**
 * A worker that has left cleanly holds nothing it knew of: others need not wait for its leases. It never knew of a claim whose
 * answer was lost: then it executed nothing under it.
 */
function keptByDrained(claims: Claim[], evidence: Evidence): Violations {
  return evidence.drained.flatMap(({ workerId, at }) =>
    claims
      .filter((claim) => claim.workerId === workerId && claim.to > at.getTime() + ROUNDING_MS)
      .filter(
        (claim) =>
          hasExecuted(claim, evidence) ||
          !wasTroubled(evidence, { by: LOSES_ANSWERS, from: claim.from, to: at.getTime() }),
      )
      .map((claim) => `drain: worker ${workerId} left and kept run ${claim.runId}`),
  );
}

function hasExecuted({ runId, workerId, from, to }: Claim, { journal }: Evidence): boolean {
  return journal.some((line) => line.runId === runId && line.workerId === workerId && from <= line.at && line.at <= to);
}
