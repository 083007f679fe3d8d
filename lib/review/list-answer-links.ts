import type { Holdpoint } from '#lib/runs/holdpoint';
import { type LinkState, linkState } from '#lib/runs/links/linked-question';

export interface AnswerLinkItem {
  id: string;
  /** Null: whoever has it. */
  name: string | null;
  createdBy: string;
  /** ISO 8601. */
  createdAt: string;
  expiresAt: string;
  state: LinkState;
}

type Row = Omit<AnswerLinkItem, 'createdAt' | 'expiresAt'> & { created_at: Date; expires_at: Date };

/** The links to a question, the newest first. Their tokens are nowhere. */
export async function listAnswerLinks({ db }: Holdpoint, interruptId: string): Promise<AnswerLinkItem[]> {
  const rows = await db.sql.$queryRaw<Row[]>`
    SELECT l.id, l.name, l.created_by AS "createdBy", l.created_at, l.expires_at, ${linkState} AS state
    FROM answer_links l JOIN interrupts i ON i.id = l.interrupt_id
    WHERE l.interrupt_id = ${interruptId} ORDER BY l.created_at DESC, l.id DESC LIMIT 100`;
  return rows.map(({ created_at, expires_at, ...link }) => ({
    ...link,
    createdAt: created_at.toISOString(),
    expiresAt: expires_at.toISOString(),
  }));
}
