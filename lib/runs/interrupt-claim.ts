/**
 * A claim says who is answering a question, so that two people do not do the same work. It holds nobody off: of two answers the
 * first one stands, with or without a claim. It is a lease, so that a closed laptop does not keep a question for itself.
 */
import { notify } from '#lib/store/notify';
import type { Holdpoint } from './holdpoint';

export const CLAIM_MS = 5 * 60_000;

export interface Claim {
  by: string;
  /** ISO 8601. */
  until: string;
}

interface Claimant {
  interruptId: string;
  reviewer: string;
}

/**
 * Claims a question for a reviewer, or prolongs the claim, if nobody else has it and it waits.
 * @returns who has it now; null when it does not wait, or is not there
 */
export async function claimInterrupt({ db }: Holdpoint, { interruptId, reviewer }: Claimant): Promise<Claim | null> {
  const [mine] = await db.sql.$queryRaw<ClaimRow[]>`
    UPDATE interrupts SET claimed_by = ${reviewer}, claimed_until = clock_timestamp() + make_interval(secs => ${CLAIM_MS / 1000}::float8)
    WHERE id = ${interruptId} AND outcome = 'pending'
      AND (claimed_by IS NULL OR claimed_by = ${reviewer} OR claimed_until <= clock_timestamp())
    RETURNING thread_id, claimed_by, claimed_until`;
  if (mine) {
    await notify(db.sql, { k: 'review', t: mine.thread_id, i: interruptId });
    return toClaim(mine);
  }
  const [other] = await db.sql.$queryRaw<ClaimRow[]>`
    SELECT thread_id, claimed_by, claimed_until FROM interrupts
    WHERE id = ${interruptId} AND outcome = 'pending' AND claimed_by IS NOT NULL`;
  return other ? toClaim(other) : null;
}

/** Gives a claim up. @returns false when the reviewer had none */
export async function releaseClaim({ db }: Holdpoint, { interruptId, reviewer }: Claimant): Promise<boolean> {
  const [released] = await db.sql.$queryRaw<{ thread_id: string }[]>`
    UPDATE interrupts SET claimed_by = NULL, claimed_until = NULL
    WHERE id = ${interruptId} AND claimed_by = ${reviewer} RETURNING thread_id`;
  if (!released) return false;
  await notify(db.sql, { k: 'review', t: released.thread_id, i: interruptId });
  return true;
}

interface ClaimRow {
  thread_id: string;
  claimed_by: string;
  claimed_until: Date;
}

function toClaim({ claimed_by, claimed_until }: ClaimRow): Claim {
  return { by: claimed_by, until: claimed_until.toISOString() };
}
