import { fromJsonColumn } from '#lib/runs/from-json-column';
import type { Holdpoint } from '#lib/runs/holdpoint';
import type { Claim } from '#lib/runs/interrupt-claim';
import { isRecord } from '#lib/runs/is-record';
import { type QuestionLevels, questionLevels } from '#lib/runs/question-levels';
import type { DecisionKind } from '#lib/runs/record-decision';
import type { AnswerError } from '#lib/runs/validate-answer';
import type { Decision } from '#lib/store/generated/client';
import type { ThreadStatus } from '#lib/store/generated/enums';
import { errorsOfRefusal } from './former-answer';
import { type CommentView, listComments } from './list-comments';
import { QUESTION_SELECT, type QuestionRecord, toQuestionRecord } from './question-record';
import { withReplyProfiles } from './reply-profiles';
import { RUN_ITEM_SELECT, type RunItem, toRunItem } from './run-item';
import { type ScheduledDecision, toScheduledDecision } from './scheduled-decision';
import { toWire } from './wire';

export interface InterruptView extends QuestionRecord, QuestionLevels {
  thread: { id: string; title: string | null; status: ThreadStatus; isDemo: boolean };
  /** The run that asked. */
  run: RunItem;
  /** What was asked before and led here, the first question first: each was asked again because of its answer. */
  earlier: QuestionRecord[];
  /** The question that the answer to this one led to, in the same node. */
  askedAgain: QuestionRecord | null;
  /** Other questions of the thread that wait now. */
  alsoWaiting: { id: string; title: string; node: string }[];
  /** The answer that its node refused after it was accepted; null unless the question waits again because of that. */
  refused: { answer: unknown; by: string | null; at: string; errors: AnswerError[] } | null;
  /** Why this was decided so, or the thread ended, as the reviewer put it. */
  note: string | null;
  /** It was dropped because its thread was ended. */
  isEnded: boolean;
  /** Who works on it, until when, while it waits; it may have run out. */
  claim: Claim | null;
  /** Who shall answer it; null: nobody in particular. */
  assignee: string | null;
  /** When it comes back and who has put it off, of one that is snoozed; ISO 8601. */
  snoozedUntil: string | null;
  snoozedBy: string | null;
  /** The first comes first. */
  comments: CommentView[];
  /** What somebody has decided and can still take back. */
  scheduled: ScheduledDecision | null;
}

/** A question with its thread and what came before and after it; null when there is none with this id. */
export async function getInterrupt(hp: Holdpoint, id: string): Promise<InterruptView | null> {
  const { db } = hp;
  const row = await db.prisma.interrupt.findUnique({
    where: { id },
    select: {
      ...QUESTION_SELECT,
      claimedBy: true,
      claimedUntil: true,
      assignee: true,
      snoozedUntil: true,
      snoozedBy: true,
      scheduled: true,
      run: { select: RUN_ITEM_SELECT },
      thread: { select: { id: true, title: true, status: true, metadata: true } },
    },
  });
  // Prisma reads what belongs to it afterwards: of a thread that is deleted meanwhile nothing is there, whatever its types say.
  if (!row?.run || !row.thread) return null;
  const { run, thread, claimedBy, claimedUntil, assignee, snoozedUntil, snoozedBy, scheduled, ...interrupt } = row;
  const isSnoozed = row.outcome === 'pending' && snoozedUntil !== null && snoozedUntil.getTime() > Date.now();
  const [asked, ofNode, waiting, decisions, comments, ending] = await Promise.all([
    toRunItem(hp, run),
    db.prisma.interrupt.findMany({
      where: { threadId: thread.id, node: row.node },
      select: QUESTION_SELECT,
      orderBy: { createdAt: 'desc' },
      take: CHAIN_LENGTH,
    }),
    db.prisma.interrupt.findMany({
      where: { threadId: thread.id, outcome: 'pending', NOT: { id } },
      select: { id: true, title: true, node: true },
      orderBy: { createdAt: 'asc' },
    }),
    db.prisma.decision.findMany({
      where: { interruptId: id, kind: { in: FATES } },
      orderBy: { id: 'desc' },
      take: 2,
    }),
    listComments(hp, { interruptId: id }),
    row.outcome === 'superseded' ? endOf(hp, { threadId: thread.id, id }) : null,
  ]);
  const record = toQuestionRecord(interrupt);
  const [question = record] = await withReplyProfiles(hp, [record]);
  const siblings = ofNode.map(toQuestionRecord);
  const askedAgain = siblings.find((other) => other.runId === question.answerRunId && other.id !== id) ?? null;
  const { metadata, ...rest } = thread;
  return toWire({
    ...question,
    thread: { ...rest, isDemo: isRecord(metadata) && metadata.demo === true },
    run: asked,
    earlier: earlierThan(question, siblings),
    askedAgain,
    alsoWaiting: waiting.filter((other) => other.id !== askedAgain?.id),
    refused: await refusedAnswer(hp, decisions),
    note: noteOf((ending ?? decisions[0])?.detail),
    isEnded: ending !== null,
    claim: claimedBy && claimedUntil ? { by: claimedBy, until: claimedUntil.toISOString() } : null,
    assignee,
    ...questionLevels(question.value),
    comments,
    snoozedUntil: isSnoozed ? snoozedUntil.toISOString() : null,
    snoozedBy: isSnoozed ? snoozedBy : null,
    scheduled: scheduled && toScheduledDecision(scheduled),
  });
}

const CHAIN_LENGTH = 100;
/** What becomes of a question, and not who is to deal with it. */
const FATES: DecisionKind[] = ['answer', 'expire', 'supersede', 'reopen'];

/** The decision that ended its thread and dropped this question; null where something else dropped it. */
function endOf({ db }: Holdpoint, { threadId, id }: { threadId: string; id: string }): Promise<Decision | null> {
  return db.prisma.decision.findFirst({
    where: { threadId, kind: 'end', detail: { path: ['question_ids'], array_contains: [id] } },
    orderBy: { id: 'desc' },
  });
}

/** `decisions`: the last one about a question and the one before it. */
async function refusedAnswer({ db }: Holdpoint, [last, before]: Decision[]): Promise<InterruptView['refused']> {
  const isReopened = last?.kind === 'reopen' && before?.kind === 'answer' && last.runId !== null;
  if (!isReopened) return null;
  const run = await db.prisma.run.findUnique({ where: { id: last.runId ?? '' }, select: { error: true } });
  const error = fromJsonColumn(run?.error);
  if (!isRecord(error) || typeof error.message !== 'string') return null;
  const answer = fromJsonColumn(before.value);
  return { answer, by: before.actor, at: before.at.toISOString(), errors: errorsOfRefusal(error.message) };
}

/** Follows the answers back: a question was asked again when the run that asks it was the answer to another one. */
function earlierThan(question: QuestionRecord, siblings: QuestionRecord[]): QuestionRecord[] {
  const chain: QuestionRecord[] = [];
  let current: QuestionRecord | undefined = question;
  while (current && chain.length < CHAIN_LENGTH) {
    const { runId, id }: QuestionRecord = current;
    current = siblings.find((other) => other.answerRunId === runId && other.id !== id);
    if (current) chain.unshift(current);
  }
  return chain;
}

function noteOf(detail: unknown): string | null {
  const value = fromJsonColumn(detail);
  return isRecord(value) && typeof value.note === 'string' ? value.note : null;
}
