import type { Metadata } from 'next';
import { Prefetched } from '#app/_data/prefetched';
import { queryKeys } from '#app/_data/query-keys';
import { readReviewer } from '#app/_shell/read-reviewer';
import { t } from '#lib/language/gettext';
import { countInbox, listAskingNodes, listInbox } from '#lib/review/list-inbox';
import { holdpoint } from '#lib/runs/holdpoint';
import { countParams, loadInboxParams, toInboxFilter } from './inbox-params';
import { InboxScreen } from './inbox-screen';
import { readSavedViews } from './read-saved-views';

export function generateMetadata(): Metadata {
  return { title: t`Inbox` };
}

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function InboxPage({ searchParams }: Props) {
  const [hp, params, reviewer] = await Promise.all([holdpoint(), loadInboxParams(searchParams), readReviewer()]);
  const filter = toInboxFilter(params, reviewer);
  const [page, counts, nodes, views] = await Promise.all([
    listInbox(hp, filter),
    countInbox(hp, filter),
    listAskingNodes(hp),
    readSavedViews(hp, reviewer),
  ]);
  return (
    <Prefetched
      queries={[
        { key: queryKeys.inbox(params), data: page },
        { key: queryKeys.inboxCounts(countParams(params)), data: counts },
        { key: queryKeys.askingNodes(), data: nodes },
        { key: queryKeys.savedViews(), data: views },
      ]}
    >
      <InboxScreen />
    </Prefetched>
  );
}
