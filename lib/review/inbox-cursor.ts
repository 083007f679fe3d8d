import type { InboxView } from './inbox-views';

interface Listed {
  id: string;
  /** ISO 8601, as the others. */
  createdAt: string;
  expiresAt: string | null;
  snoozedUntil: string | null;
}

/** By which moment a view is in order, where that is not the time of asking. */
const MOMENTS = {
  expiring: { column: 'expires_at', of: ({ expiresAt }: Listed) => expiresAt },
  snoozed: { column: 'snoozed_until', of: ({ snoozedUntil }: Listed) => snoozedUntil },
} satisfies Partial<Record<InboxView, object>>;

const ASKED = { column: 'created_at', of: ({ createdAt }: Listed) => createdAt };

function momentOf(view: InboxView | undefined) {
  return view === 'expiring' || view === 'snoozed' ? MOMENTS[view] : ASKED;
}

export function orderedBy(view?: InboxView): string {
  return momentOf(view).column;
}

/** A question's place in the order of a view. It remains one when the question is gone, as with a run that was rolled back. */
export function cursorOf(view: InboxView | undefined, item: Listed): string {
  return cursorAt(new Date(momentOf(view).of(item) ?? item.createdAt), item.id);
}

export function cursorAt(moment: Date, id: string): string {
  return `${moment.getTime()}.${id}`;
}

/** Null for a text that is no cursor. */
export function readCursor(cursor: string): { moment: Date; id: string } | null {
  const [, ms, id] = /^(\d{1,15})\.([\w-]+)$/.exec(cursor) ?? [];
  return ms && id ? { moment: new Date(Number(ms)), id } : null;
}
