import { c } from '#lib/language/gettext';
import type { InboxView } from '#lib/review/inbox-views';

/** What the views of the inbox are called. */
export const viewLabels = (): Record<InboxView, string> => ({
  waiting: c('a view of the inbox').t`Waiting`,
  mine: c('a view of the inbox').t`Mine`,
  claimed: c('a view of the inbox').t`Claimed by others`,
  expiring: c('a view of the inbox').t`Expiring`,
  snoozed: c('a view of the inbox').t`Snoozed`,
  mentions: c('a view of the inbox').t`Mentions`,
  answered: c('a view of the inbox').t`Answered`,
  superseded: c('a view of the inbox').t`Superseded`,
  all: c('a view of the inbox').t`All`,
});
