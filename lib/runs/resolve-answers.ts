import { HoldpointError } from '#lib/errors';
import { checkSize } from '#lib/limits';
import { fromRow } from '#lib/store/from-row';
import type { Interrupt } from '#lib/store/generated/client';
import { encodeValue } from '#lib/store/value-codec';
import { isRecord } from './is-record';
import type { Transaction } from './transaction';
import { validateAnswer } from './validate-answer';

/** Answers by the id of the interrupt they answer. */
export type Answers = Record<string, unknown>;

const INTERRUPT_ID = /^[0-9a-f]{32}$/;

/**
 * Says which open questions a resume value answers, or refuses it. An object whose keys all look like interrupt ids names
 * them; any other value is the answer to the one open question.
 * @throws HoldpointError `interrupt_not_pending`, `ambiguous_resume`, `invalid_answer`, `unsupported_value`, `payload_too_large`
 */
export async function resolveAnswers(
  tx: Transaction,
  request: { threadId: string; resume: unknown; open: Interrupt[] },
): Promise<Answers> {
  const { resume, open } = request;
  const answers = namesInterrupts(resume) ? resume : await answerToTheOne(tx, request);
  for (const [interruptId, value] of Object.entries(answers)) {
    const question = open.find((interrupt) => interrupt.id === interruptId);
    if (!question) throw await notPending(tx, { ...request, interruptId });
    checkAnswer(question, value);
  }
  return answers;
}

function namesInterrupts(resume: unknown): resume is Answers {
  if (!isRecord(resume)) return false;
  const keys = Object.keys(resume);
  return keys.length > 0 && keys.every((key) => INTERRUPT_ID.test(key));
}

async function answerToTheOne(
  tx: Transaction,
  request: { threadId: string; resume: unknown; open: Interrupt[] },
): Promise<Answers> {
  const [question, another] = request.open;
  if (!question) throw await notPending(tx, request);
  if (!another) return { [question.id]: request.resume };
  const ids = request.open.map((interrupt) => interrupt.id);
  throw new HoldpointError(
    'ambiguous_resume',
    `Thread ${request.threadId} has ${ids.length} open questions, and one value cannot answer them all; name each: resume = {"<interrupt id>": value}. Open: ${ids.join(', ')}.`,
    { details: { pending_ids: ids } },
  );
}

function checkAnswer(question: Interrupt, value: unknown): void {
  checkSize('answer', encodeValue(value));
  const errors = question.responseSchema === null ? [] : validateAnswer(value, question.responseSchema);
  if (errors.length === 0) return;
  const list = errors.map(({ path, message }) => (path.length ? `${path.join('.')}: ${message}` : message)).join(' ');
  throw new HoldpointError(
    'invalid_answer',
    `The answer to "${question.title}" does not fit what was asked for. ${list}`,
    {
      details: { interrupt_id: question.id, errors },
    },
  );
}

async function notPending(
  tx: Transaction,
  request: { threadId: string; interruptId?: string; open: Interrupt[] },
): Promise<HoldpointError> {
  const pendingIds = request.open.map((interrupt) => interrupt.id);
  const next = pendingIds.length > 0 ? `Open now: ${pendingIds.join(', ')}.` : 'Nothing is open on this thread now.';
  const [row] = await tx.$queryRaw<Record<string, unknown>[]>`
    SELECT * FROM interrupts WHERE thread_id = ${request.threadId}::uuid AND id = coalesce(${request.interruptId ?? null}, id)
    ORDER BY decided_at DESC NULLS LAST LIMIT 1`;
  const asked = row && fromRow<Interrupt>(row);
  const fate = asked
    ? fateOf(asked)
    : `Thread ${request.threadId} has not asked ${request.interruptId ? `question ${request.interruptId}` : 'anything'}`;
  return new HoldpointError('interrupt_not_pending', `${fate}. ${next}`, {
    details: {
      interrupt_id: request.interruptId ?? asked?.id ?? null,
      outcome: asked?.outcome ?? null,
      decided_by: asked?.decidedBy ?? null,
      decided_at: asked?.decidedAt?.toISOString() ?? null,
      answer: asked?.outcome === 'answered' ? asked.answer : undefined,
      superseded_by: asked?.supersededBy ?? undefined,
      pending_ids: pendingIds,
    },
  });
}

function fateOf(question: Interrupt): string {
  const who = question.decidedBy ?? 'an unnamed client';
  const when = question.decidedAt?.toISOString() ?? 'an unknown time';
  switch (question.outcome) {
    case 'answered':
      return `"${question.title}" was already answered by ${who} at ${when}`;
    case 'superseded':
      return `"${question.title}" was dropped by ${who} at ${when}, when the thread went on without an answer`;
    case 'expired':
      return `"${question.title}" expired at ${when}`;
    case 'pending':
      return `"${question.title}" is open`;
    default:
      return question.outcome satisfies never;
  }
}
