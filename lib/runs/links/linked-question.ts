import { Prisma } from '#lib/store/generated/client';
import type { Sql } from '#lib/store/sql';
import { hashOfToken } from './link-token';

/** SQL: whether link `l` was used. The answer says so itself, in the audit trail, which is written with it. */
export const isUsed = Prisma.sql`EXISTS (
  SELECT 1 FROM decisions d WHERE d.interrupt_id = l.interrupt_id AND d.kind = 'answer' AND d.detail ->> 'link_id' = l.id::text)`;

/** SQL: what link `l` to question `i` is good for. */
export const linkState = Prisma.sql`CASE
  WHEN ${isUsed} THEN 'used'
  WHEN l.revoked_at IS NOT NULL THEN 'revoked'
  WHEN l.expires_at <= clock_timestamp() THEN 'expired'
  WHEN i.outcome <> 'pending' THEN 'decided'
  ELSE 'open' END`;

/** `decided`: the question was, in another way. */
export type LinkState = 'open' | 'used' | 'revoked' | 'expired' | 'decided';

export interface LinkedQuestion {
  id: string;
  interruptId: string;
  state: LinkState;
  name: string | null;
  createdBy: string;
  expiresAt: Date;
  /** Who has decided the question and can still take that back; null: nobody. */
  scheduledBy: string | null;
  /** JSON text of what was filled in and refused. */
  sent: string | null;
}

/** What a token is good for; null: nothing, and it never was. */
export async function findLinkedQuestion(sql: Sql, token: string): Promise<LinkedQuestion | null> {
  const [link] = await sql.$queryRaw<LinkedQuestion[]>`
    SELECT l.id, l.interrupt_id AS "interruptId", ${linkState} AS state, l.name, l.created_by AS "createdBy",
      l.expires_at AS "expiresAt", s.actor AS "scheduledBy", l.sent::text AS sent
    FROM answer_links l JOIN interrupts i ON i.id = l.interrupt_id LEFT JOIN scheduled_answers s ON s.interrupt_id = i.id
    WHERE l.token_hash = ${hashOfToken(token)}`;
  return link ?? null;
}
