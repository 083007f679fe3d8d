import type { ActivityItem } from '#lib/review/list-activity';

type Arranged = Pick<ActivityItem, 'kind' | 'before' | 'value'>;

/** What was arranged around a question, as the end of a sentence; null for any other entry. */
export function arrangedText({ kind, value }: Arranged): string | null {
  return kind === 'assign' ? (textAt(value, 'assignee') ?? 'nobody') : null;
}

/** What it replaced; null when there was nothing. */
export function earlierText({ kind, before }: Arranged): string | null {
  const assignee = kind === 'assign' ? textAt(before, 'assignee') : null;
  return assignee === null ? null : `before: ${assignee}`;
}

/** The audit trail outlives the code that wrote it; what is not there in the form of today is left out. */
function textAt(value: unknown, key: string): string | null {
  const found = typeof value === 'object' && value !== null && key in value ? Object.entries(value) : [];
  const [, text] = found.find(([name]) => name === key) ?? [];
  return typeof text === 'string' ? text : null;
}
