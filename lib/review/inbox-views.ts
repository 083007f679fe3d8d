export const INBOX_VIEWS = [
  'waiting',
  'mine',
  'claimed',
  'expiring',
  'snoozed',
  'mentions',
  'answered',
  'superseded',
  'all',
] as const;

/**
 * `mine`: what waits and the reviewer works on or shall answer; `claimed`: what others work on; `expiring`: what waits and has a deadline ahead;
 * `snoozed`: what was put off, and is in none of the others while it is; `mentions`: what waits where somebody mentions the reviewer, who has
 * said nothing since.
 */
export type InboxView = (typeof INBOX_VIEWS)[number];

/** The views of what waits. Nobody needs to know how much was decided in all, and counting it costs more the longer a server runs. */
export const WAITING_VIEWS = [
  'waiting',
  'mine',
  'claimed',
  'expiring',
  'snoozed',
  'mentions',
] as const satisfies InboxView[];

/** Of what is decided, the newest is looked for; of what waits, the oldest. */
export function isOldestFirst(view: InboxView, sort?: 'oldest' | 'newest' | null): boolean {
  return sort ? sort === 'oldest' : WAITING_VIEWS.some((waiting) => waiting === view);
}
