import type { Sql } from '#lib/store/sql';
import { EXPIRING } from './webhook-events';

/**
 * Plans anew what one receiver is told shortly before deadlines, also of questions that were asked before it was there. Of what it was
 * told, it is not told again.
 */
export async function planExpiring(sql: Sql, webhookId: string): Promise<void> {
  await sql.$executeRaw`
    DELETE FROM webhook_deliveries
    WHERE webhook_id = ${webhookId}::uuid AND event = ${EXPIRING} AND outcome = 'pending' AND tries = 0`;
  await sql.$executeRaw`
    SELECT plan_expiring(i, ${webhookId}::uuid) FROM interrupts i
    WHERE i.outcome = 'pending' AND i.expires_at IS NOT NULL AND i.expired_at IS NULL AND i.expires_at > clock_timestamp()`;
}

/** Whether it is still to be told that a question expires soon: nobody has answered it, and its deadline lies ahead. */
export async function isExpiring(sql: Sql, interruptId: string): Promise<boolean> {
  const rows = await sql.$queryRaw<unknown[]>`
    SELECT 1 FROM interrupts
    WHERE id = ${interruptId} AND outcome = 'pending' AND expired_at IS NULL AND expires_at > clock_timestamp()`;
  return rows.length > 0;
}
