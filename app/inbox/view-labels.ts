import type { InboxView } from '#lib/review/inbox-views';

/** What the views of the inbox are called. */
export const viewLabels: Record<InboxView, string> = {
  waiting: 'Waiting',
  mine: 'Mine',
  claimed: 'Claimed by others',
  expiring: 'Expiring',
  snoozed: 'Snoozed',
  mentions: 'Mentions',
  answered: 'Answered',
  superseded: 'Superseded',
  all: 'All',
};
