import type { Holdpoint } from './holdpoint';

/** Notes that a reviewer has looked at a question. Of one that is gone, or does not wait, nothing is noted. */
export async function markOpened(
  { db }: Holdpoint,
  { interruptId, reviewer }: { interruptId: string; reviewer: string },
): Promise<void> {
  await db.sql.$executeRaw`
    INSERT INTO opened_questions (interrupt_id, reviewer)
    SELECT id, ${reviewer} FROM interrupts WHERE id = ${interruptId} AND outcome = 'pending'
    ON CONFLICT DO NOTHING`;
}
