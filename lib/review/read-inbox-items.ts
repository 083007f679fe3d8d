import type { Holdpoint } from '#lib/runs/holdpoint';
import { maskedText } from '#lib/runs/masking/mask-text';
import { secretNames } from '#lib/runs/masking/secret-names';
import type { Level } from '#lib/runs/question-levels';
import type { Prisma } from '#lib/store/generated/client';
import type { InterruptOutcome } from '#lib/store/generated/enums';
import { isUnreadBy } from './inbox-filter';

export interface InboxItem {
  id: string;
  title: string;
  graphId: string;
  node: string;
  threadId: string;
  threadTitle: string | null;
  isDemo: boolean;
  outcome: InterruptOutcome;
  /** ISO 8601, like every moment here. */
  createdAt: string;
  decidedAt: string | null;
  decidedBy: string | null;
  /** Until when it can be answered; null: without limit. */
  expiresAt: string | null;
  /** Who works on it, until when; null: nobody. */
  claim: { by: string; until: string } | null;
  /** What the agent says of how dangerous and how urgent it is; null: nothing. */
  risk: Level | null;
  priority: Level | null;
  /** Who shall answer it; null: nobody in particular. */
  assignee: string | null;
  /** When it comes back, of one that is snoozed; null: it is not. */
  snoozedUntil: string | null;
  /** Whether it waits and who looks has not opened it yet. */
  isUnread: boolean;
  /** How many there are. */
  comments: number;
  /** Who has decided it and can still take that back; null: nobody. */
  decidingBy: string | null;
  /** The beginning of the answer, as JSON, without secrets. */
  answer: string | null;
}

const ANSWER_LENGTH = 160;

type Row = Omit<InboxItem, 'createdAt' | 'decidedAt' | 'expiresAt' | 'snoozedUntil' | 'claim'> & {
  createdAt: Date;
  decidedAt: Date | null;
  expiresAt: Date | null;
  snoozedUntil: Date | null;
  claimedBy: string | null;
  claimedUntil: Date | null;
};

/**
 * The questions of a page, which is found before anything is looked up for them. `page`: SQL: rows `i` of `interrupts`, in order;
 * `reviewer`: who looks.
 */
export async function readInboxItems(
  { db }: Holdpoint,
  { page, reviewer = null }: { page: Prisma.Sql; reviewer?: string | null },
): Promise<InboxItem[]> {
  const rows = await db.prisma.$queryRaw<Row[]>`
    SELECT i.id, i.title, i.graph_id AS "graphId", i.node, i.thread_id AS "threadId", t.title AS "threadTitle",
      coalesce(t.metadata->>'demo' = 'true', false) AS "isDemo", i.outcome::text AS outcome, i.created_at AS "createdAt",
      i.decided_at AS "decidedAt", i.decided_by AS "decidedBy", i.expires_at AS "expiresAt", i.assignee, i.risk, i.priority,
      CASE WHEN i.snoozed_until > now() THEN i.snoozed_until END AS "snoozedUntil",
      CASE WHEN i.claimed_until > clock_timestamp() THEN i.claimed_by END AS "claimedBy", i.claimed_until AS "claimedUntil",
      left(i.answer::text, ${ANSWER_LENGTH}) AS answer, s.actor AS "decidingBy",
      (${isUnreadBy(reviewer)}) AS "isUnread",
      (SELECT count(*)::int FROM comments c WHERE c.interrupt_id = i.id) AS comments
    FROM (SELECT i.*, row_number() OVER () AS place FROM (${page}) i) i JOIN threads t ON t.id = i.thread_id
    LEFT JOIN scheduled_answers s ON s.interrupt_id = i.id AND i.outcome = 'pending'
    ORDER BY i.place`;
  return rows.map(toItem);
}

function toItem({ claimedBy, claimedUntil, answer, ...row }: Row): InboxItem {
  return {
    ...row,
    answer: answer && maskedText(answer, secretNames()),
    createdAt: row.createdAt.toISOString(),
    decidedAt: row.decidedAt?.toISOString() ?? null,
    expiresAt: row.expiresAt?.toISOString() ?? null,
    snoozedUntil: row.snoozedUntil?.toISOString() ?? null,
    claim: claimedBy !== null && claimedUntil ? { by: claimedBy, until: claimedUntil.toISOString() } : null,
  };
}
