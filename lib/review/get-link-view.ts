import { z } from 'zod';
import { fromJsonColumn } from '#lib/runs/from-json-column';
import type { Holdpoint } from '#lib/runs/holdpoint';
import { findLinkedQuestion, type LinkedQuestion } from '#lib/runs/links/linked-question';
import type { AnswerError } from '#lib/runs/validate-answer';
import type { InterruptOutcome } from '#lib/store/generated/enums';
import type { Draft } from './form/draft';
import { QUESTION_SELECT, type QuestionRecord, toQuestionRecord } from './question-record';
import { withReplyProfiles } from './reply-profiles';
import { toWire } from './wire';

/** What was filled in at a link and refused. */
export interface SentByLink {
  form: Draft;
  note: string;
  name: string;
  errors: AnswerError[];
  /** Why, where no field says it. */
  failure: string | null;
}

/** What of a question is for who was asked by a link: the question itself, and nothing of its thread. */
export type LinkedQuestionView = Pick<
  QuestionRecord,
  | 'title'
  | 'graphId'
  | 'node'
  | 'value'
  | 'responseSchema'
  | 'replyProfile'
  | 'createdAt'
  | 'expiresAt'
  | 'onExpire'
  | 'expiredAt'
>;

export type LinkView =
  | {
      state: 'open';
      question: LinkedQuestionView;
      name: string | null;
      askedBy: string;
      /** ISO 8601. */
      expiresAt: string;
      scheduledBy: string | null;
      sent: SentByLink | null;
    }
  | {
      state: 'used' | 'decided';
      title: string;
      outcome: InterruptOutcome;
      by: string | null;
      at: string | null;
      answer: unknown;
    }
  | { state: 'revoked' | 'expired' };

/** What is shown at a link; null: it leads nowhere. Looking changes nothing. */
export async function getLinkView(hp: Holdpoint, token: string): Promise<LinkView | null> {
  const link = await findLinkedQuestion(hp.db.sql, token);
  if (!link) return null;
  if (link.state === 'revoked' || link.state === 'expired') return { state: link.state };
  const row = await hp.db.prisma.interrupt.findUnique({ where: { id: link.interruptId }, select: QUESTION_SELECT });
  if (!row) return null;
  const record = toQuestionRecord(row);
  if (link.state !== 'open') return toWire(await outcomeOf(hp, link, record));
  const [question = record] = await withReplyProfiles(hp, [record]);
  return toWire({
    state: 'open' as const,
    question: forOthers(question),
    name: link.name,
    askedBy: link.createdBy,
    expiresAt: link.expiresAt.toISOString(),
    scheduledBy: link.scheduledBy,
    sent: sentBefore(link.sent),
  });
}

function forOthers(question: QuestionRecord): LinkedQuestionView {
  const { title, graphId, node, value, responseSchema, replyProfile } = question;
  const { createdAt, expiresAt, onExpire, expiredAt } = question;
  return { title, graphId, node, value, responseSchema, replyProfile, createdAt, expiresAt, onExpire, expiredAt };
}

/** A used link tells of its own answer, whatever became of the question since. */
async function outcomeOf({ db }: Holdpoint, link: LinkedQuestion, question: QuestionRecord) {
  const { title } = question;
  const own = await db.prisma.decision.findFirst({
    where: { interruptId: link.interruptId, kind: 'answer', detail: { path: ['link_id'], equals: link.id } },
  });
  if (own) {
    const answer = fromJsonColumn(own.value);
    return {
      state: 'used' as const,
      title,
      outcome: 'answered' as const,
      by: own.actor,
      at: own.at.toISOString(),
      answer,
    };
  }
  const { outcome, decidedBy: by, decidedAt: at, answer } = question;
  return { state: 'decided' as const, title, outcome, by, at, answer };
}

const sentSchema = z.object({
  form: z.custom<Draft>(),
  note: z.string(),
  name: z.string(),
  errors: z.array(z.object({ path: z.array(z.union([z.string(), z.number()])), message: z.string() })),
  failure: z.string().nullable(),
});

function sentBefore(text: string | null): SentByLink | null {
  return text === null ? null : sentSchema.parse(JSON.parse(text));
}
