import type { InboxItem } from '#lib/review/read-inbox-items';

/** What has to be known of a question to arrange who answers it, and when. */
export type TriagedQuestion = Pick<InboxItem, 'id' | 'title' | 'assignee' | 'snoozedUntil' | 'expiresAt'>;

/** "“Pay it?”", or "3 questions". */
export function nameOf(questions: TriagedQuestion[]): string {
  const [first] = questions;
  return questions.length === 1 && first ? `“${first.title}”` : `${questions.length} questions`;
}
