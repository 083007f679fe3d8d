import { createHmac } from 'node:crypto';
import { v5 } from 'uuid';
import type { Database } from '#lib/store/database';
import { inTransaction } from '../transaction';
import { type ArrangedQuestion, recordArrangement } from '../waiting-question';
import { DEFAULT_LINK_DAYS } from './answer-links';
import { hashOfToken } from './link-token';
import { isUsed } from './linked-question';

export interface DeliveredLink {
  webhookId: string;
  interruptId: string;
  /** Who is asked, alone; null: whoever the receiver lets read it. */
  recipient: string | null;
  /** Of the receiver. */
  secret: string;
  createdBy: string;
}

/**
 * The token of the link that deliveries of a question carry: for one recipient always the same, without being kept, as long as the
 * receiver has the same secret. Null when the question is decided, or the link was used or revoked.
 */
export function linkForDelivery(db: Database, link: DeliveredLink): Promise<string | null> {
  const { webhookId, interruptId, recipient: name, secret, createdBy } = link;
  const id = v5(`${interruptId} ${name ?? ''}`, webhookId);
  const token = createHmac('sha256', secret).update(`link ${id}`).digest('base64url');
  return inTransaction(db, async (tx) => {
    const [made] = await tx.$queryRaw<(ArrangedQuestion & { isNew: boolean })[]>`
      WITH made AS (
        INSERT INTO answer_links AS l (id, interrupt_id, token_hash, name, created_by, expires_at)
        SELECT ${id}::uuid, i.id, ${hashOfToken(token)}, ${name}, ${createdBy},
          least(clock_timestamp() + make_interval(days => ${DEFAULT_LINK_DAYS}), CASE WHEN i.expired_at IS NULL THEN i.expires_at END)
        FROM interrupts i WHERE i.id = ${interruptId} AND i.outcome = 'pending'
        ON CONFLICT (id) DO UPDATE SET token_hash = EXCLUDED.token_hash, expires_at = EXCLUDED.expires_at
        WHERE l.revoked_at IS NULL AND NOT ${isUsed} RETURNING l.interrupt_id, l.xmax = 0 AS is_new)
      SELECT i.id, i.thread_id AS "threadId", i.graph_id AS "graphId", i.title, made.is_new AS "isNew"
      FROM made JOIN interrupts i ON i.id = made.interrupt_id`;
    if (!made) return null;
    const arranged = { kind: 'link' as const, actor: createdBy, before: {}, after: { name, link_id: id } };
    if (made.isNew) await recordArrangement(tx, made, arranged);
    return token;
  });
}
