import type { Evidence, RunChange } from './evidence';

/** A worker's hold on a run, from its claim to its end. */
export interface Claim {
  runId: string;
  threadId: string;
  workerId: string;
  from: number;
  to: number;
  /** `lost`: another worker took it over; `released`: it went back to the queue; `stopped`: somebody ended or deleted the run. */
  end: 'finished' | 'lost' | 'released' | 'stopped' | 'open';
  /** How long the lease still had to go when it was taken over; below 0 it had run out. */
  takenOverEarlyByMs?: number;
}

/** Every claim of a round, in order. */
export function claimsOf({ runChanges }: Pick<Evidence, 'runChanges'>): Claim[] {
  const claims: Claim[] = [];
  const open = new Map<string, Claim>();
  for (const change of runChanges) {
    const held = open.get(change.runId);
    if (held) {
      Object.assign(held, { to: change.at, end: endOf(change) });
      if (held.end === 'lost' && change.oldLeaseUntil !== null)
        held.takenOverEarlyByMs = change.oldLeaseUntil - change.at;
      open.delete(change.runId);
    }
    if (change.status !== 'running') continue;
    const { runId, threadId, workerId, at } = change;
    const claim: Claim = {
      runId,
      threadId,
      workerId: workerId ?? '',
      from: at,
      to: Number.POSITIVE_INFINITY,
      end: 'open',
    };
    claims.push(claim);
    open.set(runId, claim);
  }
  return claims;
}

function endOf({ action, status, stopReason }: RunChange): Claim['end'] {
  if (action === 'DELETE') return 'stopped';
  if (status === 'running') return 'lost';
  if (status === 'pending') return 'released';
  return stopReason === 'superseded' || stopReason === 'cancelled' ? 'stopped' : 'finished';
}
