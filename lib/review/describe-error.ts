// What people are told of an error, in their language. English is what the queue itself says, word for word, and every client of the
// API reads it; so this speaks only where there is another language, and falls back to the error's own words where it knows none.
import { t } from '#lib/language/gettext';
import { currentLanguage } from '#lib/language/language';
import { isRecord } from '#lib/runs/is-record';
import type { AnswerError, AnswerFault } from '#lib/runs/validate-answer';
import { describeConflict } from './describe-conflict';
import { describeMissing } from './describe-missing';
import { fixedSentence } from './fixed-sentence';
import { describeFault } from './form/check-schema';
import { formatMoment } from './format-moment';

/** A `HoldpointError`, or what is kept of one. */
export interface ToldError {
  code: string;
  message: string;
  details?: unknown;
}

type Details = Record<string, unknown>;

export function describeError(error: ToldError): string {
  if (!currentLanguage()) return error.message;
  return fixedSentence(error.message) ?? describeByCode(error) ?? error.message;
}

/** What is wrong with single fields; none where the error is about the whole. */
export function fieldErrorsIn({ details }: Pick<ToldError, 'details'>): AnswerError[] {
  const errors = isRecord(details) ? details.errors : undefined;
  if (!Array.isArray(errors) || !errors.every(isFault)) return [];
  return errors.map(describeFault).map(({ path, message }) => ({ path, message: fixedSentence(message) ?? message }));
}

function isFault(error: unknown): error is AnswerFault {
  return isRecord(error) && Array.isArray(error.path) && typeof error.message === 'string';
}

function describeByCode({ code, details }: ToldError): string | undefined {
  const known = isRecord(details) ? details : {};
  const say = SENTENCES[code];
  return say ? say(known) : describeMissing(code);
}

const SENTENCES: Record<string, (details: Details) => string | undefined> = {
  interrupt_not_pending: notPending,
  conflict: describeConflict,
  invalid_answer: invalidAnswer,
  invalid_request: invalidRequest,
  thread_busy: ({ run_id: run }) => busy(String(run)),
  run_finished: ({ status }) => finished(String(status)),
  queue_full: (details) => queueFull(details),
  payload_too_large: (details) => tooLarge(details),
  interrupt_pending: () =>
    t`The thread waits for an answer. Answer its question first, or choose what becomes of it when you send something.`,
  unauthorized: () => t`You are not signed in, or no longer. Sign in and try again.`,
  database_unavailable: () =>
    t`The server cannot reach its database at the moment. Nothing was changed; try again in a moment.`,
};

function notPending({ outcome, title, decided_by: by, decided_at: at }: Details): string | undefined {
  const [question, moment] = [String(title), formatMoment(at)];
  switch (outcome) {
    case 'answered':
      return typeof by === 'string' ? answered({ question, by, moment }) : answeredByNobody({ question, moment });
    case 'superseded':
      return typeof by === 'string' ? dropped({ question, by, moment }) : droppedByNobody({ question, moment });
    case 'expired':
      return t`The time to answer “${question}” was over at ${moment}.`;
    default:
      return t`This question waits for no answer.`;
  }
}

interface Fate {
  question: string;
  by: string;
  moment: string;
}

const answered = ({ question, by, moment }: Fate) => t`“${question}” was already answered by ${by}, at ${moment}.`;
const answeredByNobody = ({ question, moment }: Omit<Fate, 'by'>) =>
  t`“${question}” was already answered by an unnamed client, at ${moment}.`;
const dropped = ({ question, by, moment }: Fate) =>
  t`“${question}” was dropped by ${by} at ${moment}, when the thread went on without an answer.`;
const droppedByNobody = ({ question, moment }: Omit<Fate, 'by'>) =>
  t`“${question}” was dropped by an unnamed client at ${moment}, when the thread went on without an answer.`;

function invalidAnswer(details: Details): string {
  const faults = fieldErrorsIn({ details })
    .map(({ path, message }) => (path.length > 0 ? `${path.join('.')}: ${message}` : message))
    .join(' ');
  return t`This does not fit what was asked for. ${faults}`.trim();
}

function invalidRequest({ snoozed_until: until, most_characters: most }: Details): string | undefined {
  if (until !== undefined) return t`Choose a moment within the next year.`;
  return typeof most === 'number' ? t`Write 1 to ${most} characters.` : undefined;
}

const busy = (run: string) => t`The thread is busy with run ${run}. Wait until it has ended, or cancel it.`;
const finished = (status: string) => t`The run has already ended (${status}); there is nothing to cancel.`;

function queueFull({ unfinished_runs: unfinished, limit }: Details): string {
  const [runs, most] = [String(unfinished), String(limit)];
  return t`The thread has ${runs} runs that have not ended, and may have ${most}. Wait until some have, or cancel some.`;
}

function tooLarge({ size_bytes: size, limit_bytes: limit, setting }: Details): string | undefined {
  if (typeof size !== 'number' || typeof limit !== 'number') return undefined;
  const [sent, most, name] = [inMegabytes(size), inMegabytes(limit), String(setting)];
  return t`What you send has ${sent} MB of JSON; the limit is ${most} MB. Keep what is large elsewhere and send a reference to it, or raise ${name}.`;
}

function inMegabytes(bytes: number): string {
  return (bytes / 1024 / 1024).toFixed(1);
}
