import { createHmac } from 'node:crypto';
import type { Sql } from '#lib/store/sql';
import { DEFAULT_LINK_DAYS } from './answer-links';
import { hashOfToken } from './link-token';

export interface DeliveredLink {
  deliveryId: string;
  interruptId: string;
  /** Of the endpoint. */
  secret: string;
  /** Whom the delivery goes to. */
  host: string;
}

/**
 * The token of a link that a delivery carries: at every try the same, without being kept, as long as the endpoint has the same
 * secret. Null when the question is decided.
 */
export async function linkForDelivery(sql: Sql, link: DeliveredLink): Promise<string | null> {
  const { deliveryId, interruptId, secret, host } = link;
  const token = createHmac('sha256', secret).update(`link ${deliveryId}`).digest('base64url');
  const rows = await sql.$queryRaw<{ id: string }[]>`
    INSERT INTO answer_links (id, interrupt_id, token_hash, created_by, expires_at)
    SELECT ${deliveryId}::uuid, i.id, ${hashOfToken(token)}, ${`webhook ${host}`},
      least(clock_timestamp() + make_interval(days => ${DEFAULT_LINK_DAYS}), CASE WHEN i.expired_at IS NULL THEN i.expires_at END)
    FROM interrupts i WHERE i.id = ${interruptId} AND i.outcome = 'pending'
    ON CONFLICT (id) DO UPDATE SET token_hash = EXCLUDED.token_hash RETURNING id`;
  return rows.length > 0 ? token : null;
}
