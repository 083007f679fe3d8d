import type { OnExpire } from '#lib/engine';
import type { Prisma } from '#lib/store/generated/client';
import type { InterruptOutcome } from '#lib/store/generated/enums';
import { decodeValue } from '#lib/store/value-codec';
import type { ReplyProfile } from './reply-profile';

/** An interrupt and its life, as a thread's page tells it. */
export interface QuestionRecord {
  id: string;
  runId: string;
  graphId: string;
  node: string;
  /** The root checkpoint at which it was asked. */
  checkpointId: string;
  title: string;
  value: unknown;
  responseSchema: unknown;
  outcome: InterruptOutcome;
  answer: unknown;
  answerRunId: string | null;
  supersededBy: string | null;
  decidedBy: string | null;
  /** ISO 8601. */
  decidedAt: string | null;
  createdAt: string;
  /** Until when it can be answered; null: without limit. */
  expiresAt: string | null;
  onExpire: OnExpire | null;
  /** When its deadline was dealt with. */
  expiredAt: string | null;
  /** The reply that is settled for its graph and node; null without, and for a question that is decided. */
  replyProfile: ReplyProfile | null;
}

/** What a query has to select of an interrupt for `toQuestionRecord`. */
export const QUESTION_SELECT = {
  id: true,
  runId: true,
  graphId: true,
  node: true,
  checkpointId: true,
  title: true,
  value: true,
  responseSchema: true,
  outcome: true,
  answer: true,
  answerRunId: true,
  supersededBy: true,
  decidedBy: true,
  decidedAt: true,
  createdAt: true,
  expiresAt: true,
  onExpire: true,
  expiredAt: true,
} satisfies Prisma.InterruptSelect;

/** Without its settled reply, which `withReplyProfiles` looks up. */
export function toQuestionRecord(row: Prisma.InterruptGetPayload<{ select: typeof QUESTION_SELECT }>): QuestionRecord {
  return {
    ...row,
    value: decoded(row.value),
    answer: decoded(row.answer),
    decidedAt: row.decidedAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt?.toISOString() ?? null,
    // Written by syncQuestions in exactly this shape.
    onExpire: decoded(row.onExpire) as OnExpire | null,
    expiredAt: row.expiredAt?.toISOString() ?? null,
    replyProfile: null,
  };
}

/** Prisma has parsed the column, but values that JSON cannot hold are wrapped in it. */
function decoded(value: Prisma.JsonValue): unknown {
  return value === null ? null : decodeValue(JSON.stringify(value));
}
