import { c, t } from '#lib/language/gettext';
import type { ActivityItem } from '#lib/review/list-activity';

type Arranged = Pick<ActivityItem, 'kind' | 'before' | 'value'>;

/** What was arranged around a question, as the end of a sentence; null for any other entry. */
export function arrangedText({ kind, value }: Arranged): string | null {
  if (kind === 'assign') return textAt(value, 'assignee') ?? c('assigned to').t`nobody`;
  if (kind === 'comment') return quoted(textAt(value, 'text'));
  if (kind === 'link' || kind === 'revoke_link') return textAt(value, 'name') ?? t`whoever has the link`;
  if (kind !== 'snooze') return null;
  const until = textAt(value, 'snoozed_until');
  return until === null ? t`until now` : t`until ${utc(until)}`;
}

/** What it replaced; null when there was nothing. */
export function earlierText({ kind, before }: Arranged): string | null {
  if (kind === 'assign') return earlier(textAt(before, 'assignee'));
  const text = kind === 'comment' ? textAt(before, 'text') : null;
  if (text !== null) return earlier(quoted(text));
  const until = kind === 'snooze' ? textAt(before, 'snoozed_until') : null;
  return earlier(until && t`until ${utc(until)}`);
}

function quoted(text: string | null): string {
  return text === null ? t`deleted` : t`“${text}”`;
}

function earlier(text: string | null): string | null {
  return text && t`before: ${text}`;
}

/** To the minute, as "2026-01-31 09:00 UTC": the same for whoever reads it. */
function utc(moment: string): string {
  return `${moment.slice(0, 16).replace('T', ' ')} UTC`;
}

/** The audit trail outlives the code that wrote it; what is not there in the form of today is left out. */
function textAt(value: unknown, key: string): string | null {
  const found = typeof value === 'object' && value !== null && key in value ? Object.entries(value) : [];
  const [, text] = found.find(([name]) => name === key) ?? [];
  return typeof text === 'string' ? text : null;
}
