import { z } from 'zod';
import { t } from '#lib/language/gettext';
import { fromJsonColumn } from '#lib/runs/from-json-column';
import type { Holdpoint } from '#lib/runs/holdpoint';
import { findLinkedQuestion, type LinkedQuestion } from '#lib/runs/links/linked-question';
import type { AnswerError } from '#lib/runs/validate-answer';
import type { InterruptOutcome } from '#lib/store/generated/enums';
import { checkFormValue } from './check-reply';
import { describeError, fieldErrorsIn } from './describe-error';
import { type Draft, readDraft } from './form/draft';
import { planForm } from './plan-form';
import { QUESTION_SELECT, type QuestionRecord, toQuestionRecord } from './question-record';
import { recognise } from './recognise';
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
    sent: sentBefore(link.sent, question),
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

/** What is kept of it: what is wrong is said anew to whoever looks, in their language. */
export type KeptByLink = z.input<typeof keptSchema>;

const keptSchema = z.object({
  form: z.custom<Draft>(),
  note: z.string(),
  name: z.string(),
  /** False when a chosen option asks for fields that the form did not show yet. */
  isComplete: z.boolean().default(true),
  refusal: z
    .object({ code: z.string(), message: z.string(), details: z.unknown().optional() })
    .nullable()
    .default(null),
});

function sentBefore(text: string | null, question: QuestionRecord): SentByLink | null {
  if (text === null) return null;
  const { form, note, name, isComplete, refusal } = keptSchema.parse(JSON.parse(text));
  const sent = { form, note, name, errors: [], failure: null };
  if (!isComplete) return { ...sent, failure: t`Look at what your choice asks for, and send it.` };
  if (!refusal) return { ...sent, errors: errorsOf(question, form) };
  const errors = fieldErrorsIn(refusal);
  return errors.length > 0 ? { ...sent, errors } : { ...sent, failure: describeError(refusal) };
}

function errorsOf(asked: QuestionRecord, form: Draft): AnswerError[] {
  const { question } = recognise(asked);
  const { value, errors } = readDraft(planForm(question), form);
  return errors.length > 0 ? errors : checkFormValue(question, value);
}
