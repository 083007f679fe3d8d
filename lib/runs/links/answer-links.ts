import { v7 } from 'uuid';
import { HoldpointError } from '#lib/errors';
import type { Holdpoint } from '../holdpoint';
import { inTransaction, type Transaction } from '../transaction';
import { lockWaitingQuestion, recordArrangement } from '../waiting-question';
import { hashOfToken, newLinkToken } from './link-token';
import { isUsed } from './linked-question';

export const DEFAULT_LINK_DAYS = 7;

export interface NewLink {
  interruptId: string;
  /** Who is asked; null: whoever answers says it. */
  name: string | null;
  /** It ends earlier where the question has a deadline. */
  days: number;
  actor: string;
}

/**
 * Makes an address at which one question can be answered, once, by whoever has it.
 * @returns the token, which is not kept
 * @throws HoldpointError `interrupt_not_found`, `interrupt_not_pending`
 */
export async function createAnswerLink(hp: Holdpoint, link: NewLink): Promise<{ id: string; token: string }> {
  const { interruptId, name, days, actor } = link;
  const [id, token] = [v7(), newLinkToken()];
  await inTransaction(hp.db, async (tx) => {
    const question = await lockWaitingQuestion(tx, interruptId);
    await tx.$executeRaw`
      INSERT INTO answer_links (id, interrupt_id, token_hash, name, created_by, expires_at)
      SELECT ${id}::uuid, i.id, ${hashOfToken(token)}, ${name}, ${actor},
        least(clock_timestamp() + make_interval(secs => ${days * 86_400}::float8), CASE WHEN i.expired_at IS NULL THEN i.expires_at END)
      FROM interrupts i WHERE i.id = ${interruptId}`;
    await recordArrangement(tx, question, { kind: 'link', actor, before: {}, after: { name, link_id: id } });
  });
  return { id, token };
}

/**
 * Ends a link. Ending it again changes nothing.
 * @throws HoldpointError `link_not_found`; `conflict` when it was used already
 */
export async function revokeAnswerLink(hp: Holdpoint, { id, actor }: { id: string; actor: string }): Promise<void> {
  await inTransaction(hp.db, async (tx) => {
    const link = await lockLink(tx, id);
    if (link.is_used)
      throw new HoldpointError('conflict', 'The link was used already. Its answer is in the activity list.');
    if (link.revoked_at) return;
    await tx.$executeRaw`UPDATE answer_links SET revoked_at = clock_timestamp(), sent = NULL WHERE id = ${id}::uuid`;
    const question = { id: link.interrupt_id, threadId: link.thread_id, graphId: link.graph_id, title: link.title };
    await recordArrangement(tx, question, {
      ...{ kind: 'revoke_link' as const, actor, before: {} },
      after: { name: link.name, link_id: id },
    });
  });
}

interface LinkRow {
  interrupt_id: string;
  thread_id: string;
  graph_id: string;
  title: string;
  name: string | null;
  revoked_at: Date | null;
  is_used: boolean;
}

async function lockLink(tx: Transaction, id: string): Promise<LinkRow> {
  const [row] = await tx.$queryRaw<LinkRow[]>`
    SELECT l.interrupt_id, i.thread_id, i.graph_id, i.title, l.name, l.revoked_at, ${isUsed} AS is_used
    FROM answer_links l JOIN interrupts i ON i.id = l.interrupt_id WHERE l.id = ${id}::uuid FOR UPDATE OF l`;
  if (row) return row;
  throw new HoldpointError('link_not_found', `Link ${id} not found; its question may have been deleted.`);
}
