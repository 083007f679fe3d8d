import { Prisma } from '#lib/store/generated/client';
import { encodeValue } from '#lib/store/value-codec';
import type { Transaction } from './transaction';

export type DecisionKind =
  | 'answer'
  | 'take_back'
  | 'lapse'
  | 'expire'
  | 'supersede'
  | 'reopen'
  | 'message'
  | 'interrupt'
  | 'rollback'
  | 'cancel'
  | 'reorder'
  | 'retry'
  | 'update_state'
  | 'fork'
  | 'end'
  | 'delete_run'
  | 'assign'
  | 'snooze'
  | 'comment'
  | 'link'
  | 'revoke_link';

export interface NewDecision {
  threadId: string;
  kind: DecisionKind;
  graphId?: string | null;
  /** Who decided; null for a client that gave no name. */
  actor?: string | null;
  interruptId?: string;
  runId?: string;
  /** What stood there before: the question, or its title, or the values that are edited. */
  question?: unknown;
  value?: unknown;
  detail?: Record<string, unknown>;
}

/** Adds a row to the audit trail, in the transaction of what it records. */
export async function recordDecision(tx: Transaction, decision: NewDecision): Promise<void> {
  await tx.$executeRaw`${insertDecision(decision)}`;
}

/** SQL: the same, if the table expression `when` has a row. */
export function insertDecision(decision: NewDecision, when?: Prisma.Sql): Prisma.Sql {
  const { threadId, kind, graphId = null, actor = null, interruptId = null, runId = null } = decision;
  const { question, value, detail } = decision;
  return Prisma.sql`
    INSERT INTO decisions (thread_id, graph_id, kind, actor, interrupt_id, run_id, question, value, detail)
    SELECT ${threadId}::uuid, ${graphId}, ${kind}, ${actor}, ${interruptId}, ${runId}::uuid,
      ${encoded(question)}::json, ${encoded(value)}::json, ${detail ? JSON.stringify(detail) : null}::jsonb
    ${when ? Prisma.sql`FROM ${when} AS happened` : Prisma.empty}`;
}

function encoded(value: unknown): string | null {
  return value === undefined ? null : encodeValue(value);
}
