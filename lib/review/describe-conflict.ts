import { t } from '#lib/language/gettext';
import { formatMoment } from './format-moment';

/**
 * Why something cannot be done as things stand now, by what the error tells of it: who is about to decide, or what was changed
 * meanwhile. Undefined where only its own words say it.
 */
export function describeConflict(details: Record<string, unknown>): string | undefined {
  if (typeof details.decided_by === 'string') return beingDecided(details.decided_by);
  if ('assignee' in details) return assigned(details);
  if ('snoozed_until' in details) return snoozed(details);
  if (Array.isArray(details.interrupt_ids))
    return t`Other questions of this thread are open by now. Look again before you end it.`;
  if (typeof details.author === 'string') return ofAnother(details.author);
  if ('stop_reason' in details) return notRetryable(details);
  if (typeof details.run_id === 'string') return begun(details.run_id);
  return typeof details.title === 'string' ? onRecord(details.title) : undefined;
}

const beingDecided = (by: string) =>
  t`${by} has just answered this and can take it back for a moment. Wait until it is sent or open again.`;

const ofAnother = (author: string) => t`Only ${author} can change this comment.`;

const onRecord = (question: string) =>
  t`“${question}” was decided after this comment, which stays as it was then. Add another one instead.`;

const begun = (run: string) => t`Run ${run} does not wait any more; look at the thread again.`;

function notRetryable({ status, stop_reason: reason }: Record<string, unknown>): string {
  if (status === 'success') return t`The run ended well; send a new message instead.`;
  if (reason === 'paused') return t`The run waits for an answer; answer its question instead.`;
  return t`The run has not ended; cancel it first.`;
}

function assigned({ title, assignee }: Record<string, unknown>): string {
  const question = String(title);
  return typeof assignee === 'string'
    ? assignedTo(question, assignee)
    : t`“${question}” was assigned to nobody meanwhile. Look again before you change that.`;
}

const assignedTo = (question: string, assignee: string) =>
  t`“${question}” was assigned to ${assignee} meanwhile. Look again before you change that.`;

function snoozed({ title, snoozed_until: until }: Record<string, unknown>): string {
  const question = String(title);
  if (typeof until !== 'string') return t`“${question}” was brought back meanwhile. Look again before you change that.`;
  const moment = formatMoment(until);
  return t`“${question}” was snoozed until ${moment} meanwhile. Look again before you change that.`;
}
