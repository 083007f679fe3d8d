import { formatNumber } from '#lib/language/format-number';
import { msgid, ngettext, t } from '#lib/language/gettext';
import type { TriagePreview } from '#lib/review/preview-triage';
import type { InboxItem } from '#lib/review/read-inbox-items';

/** What has to be known of a question to arrange who answers it, and when. */
export type TriagedQuestion = Pick<InboxItem, 'id' | 'title' | 'assignee' | 'snoozedUntil' | 'expiresAt'>;

/** Questions that were picked, or all that an address of the inbox holds. */
export type TriageTarget = { questions: TriagedQuestion[] } | { query: string };

/** Some questions, as far as a dialog that arranges them has to know. */
export interface Triaged {
  ids: string[];
  /** "“Pay it?”", or "3 questions". */
  name: string;
  /** The question, where it is one that was picked: its change says what the screen showed. */
  only: TriagedQuestion | null;
  isAssigned: boolean;
  isSnoozed: boolean;
  /** The nearest deadline that lies ahead, as ISO 8601; null: there is none. */
  deadline: string | null;
  /** Also those that somebody else answers now, or shall. */
  includesOthers: boolean;
}

/** What was picked is changed, whosever it is. */
export function pickedQuestions(questions: TriagedQuestion[], now: Date): Triaged {
  const [first] = questions;
  const only = questions.length === 1 && first ? first : null;
  const ahead = questions.flatMap(({ expiresAt }) =>
    expiresAt !== null && Date.parse(expiresAt) > now.getTime() ? [expiresAt] : [],
  );
  return {
    ids: questions.map(({ id }) => id),
    name: only ? t`“${only.title}”` : nameOf(questions.length),
    only,
    isAssigned: questions.some(({ assignee }) => assignee !== null),
    isSnoozed: questions.some(({ snoozedUntil }) => snoozedUntil !== null),
    deadline: ahead.toSorted().at(0) ?? null,
    includesOthers: true,
  };
}

/** Of all that match, what others answer is left as it is unless it is meant too. */
export function matchingQuestions(preview: TriagePreview, includesOthers: boolean): Triaged {
  const { free, ofOthers, ...rest } = preview;
  const ids = includesOthers ? [...free, ...ofOthers] : free;
  return { ...rest, ids, name: nameOf(ids.length), only: null, includesOthers };
}

function nameOf(count: number): string {
  const shown = formatNumber(count);
  return ngettext(msgid`${shown} question`, msgid`${shown} questions`, count);
}
