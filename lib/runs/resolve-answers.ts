import { HoldpointError } from '#lib/errors';
import { checkSize } from '#lib/limits';
import { encodeValue } from '#lib/store/value-codec';
import { isRecord } from './is-record';
import type { OpenQuestion } from './open-questions';
import { findFaults } from './validate-answer';

/** Answers by the id of the interrupt they answer. */
export type Answers = Record<string, unknown>;

export type ResolvedAnswers =
  | { type: 'answers'; answers: Answers }
  /** The question it names is not open; null: it names none, and nothing is open. */
  | { type: 'not_pending'; interruptId: string | null };

interface Resume {
  threadId: string;
  resume: unknown;
  open: OpenQuestion[];
}

const INTERRUPT_ID = /^[0-9a-f]{32}$/;

/**
 * Says which open questions a resume value answers. An object whose keys all look like interrupt ids names them; any other value
 * is the answer to the one open question.
 * @throws HoldpointError `ambiguous_resume`, `invalid_answer`, `unsupported_value`, `payload_too_large`
 */
export function resolveAnswers(request: Resume): ResolvedAnswers {
  const { resume, open } = request;
  if (!namesInterrupts(resume) && open.length === 0) return { type: 'not_pending', interruptId: null };
  const answers = namesInterrupts(resume) ? resume : answerToTheOne(request);
  for (const [interruptId, value] of Object.entries(answers)) {
    const question = open.find((interrupt) => interrupt.id === interruptId);
    if (!question) return { type: 'not_pending', interruptId };
    checkAnswer(question, value);
  }
  return { type: 'answers', answers };
}

function namesInterrupts(resume: unknown): resume is Answers {
  if (!isRecord(resume)) return false;
  const keys = Object.keys(resume);
  return keys.length > 0 && keys.every((key) => INTERRUPT_ID.test(key));
}

function answerToTheOne({ threadId, resume, open }: Resume): Answers {
  const ids = open.map((interrupt) => interrupt.id);
  const [id, another] = ids;
  if (id !== undefined && another === undefined) return { [id]: resume };
  throw new HoldpointError(
    'ambiguous_resume',
    `Thread ${threadId} has ${ids.length} open questions, and one value cannot answer them all; name each: resume = {"<interrupt id>": value}. Open: ${ids.join(', ')}.`,
    { details: { pending_ids: ids } },
  );
}

function checkAnswer(question: OpenQuestion, value: unknown): void {
  checkSize('answer', encodeValue(value));
  const errors = question.responseSchema === null ? [] : findFaults(value, question.responseSchema);
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
