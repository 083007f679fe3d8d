'use client';

import dynamic from 'next/dynamic';
import { LinkButton } from '#app/_ui/button';
import { ErrorState } from '#app/_ui/error-state';
import { PageHeader } from '#app/_ui/page-header';
import { SkeletonRows } from '#app/_ui/skeleton';
import { ViewLinks } from '#app/_ui/view-links';
import { INBOX_VIEWS, WAITING_VIEWS } from '#lib/review/inbox-views';
import { MANY_QUESTIONS } from '#lib/review/many';
import { InboxFilters } from './inbox-filters';
import { InboxList } from './inbox-list';
import { type InboxParams, inboxQuery, noFilters } from './inbox-params';
import { useInbox } from './use-inbox';
import { WorkLink } from './work-link';

const InboxEmpty = dynamic(() => import('./inbox-empty').then((module) => module.InboxEmpty), { loading: () => null });

const viewLabels: Record<InboxParams['view'], string> = {
  waiting: 'Waiting',
  mine: 'Mine',
  claimed: 'Claimed by others',
  expiring: 'Expiring',
  snoozed: 'Snoozed',
  answered: 'Answered',
  superseded: 'Superseded',
  all: 'All',
};

export function InboxScreen() {
  const { params, setParams, pages, counts } = useInbox();
  const { first, items } = pages;
  const change = (part: Partial<InboxParams>) => setParams({ ...part, after: null });
  const hrefOf = (after: string | null) => `/inbox${inboxQuery({ ...params, after })}`;
  const hasWork = items.length > 0 && WAITING_VIEWS.some((view) => view === params.view);
  return (
    <>
      <PageHeader
        title="Inbox"
        description="Questions that your graphs have asked, and what became of them"
        actions={hasWork ? <WorkLink href={`/inbox/work${inboxQuery({ ...params, after: null })}`} /> : undefined}
      />
      <ViewLinks
        label="Views"
        many={MANY_QUESTIONS}
        views={INBOX_VIEWS.map((view) => ({
          href: `/inbox${inboxQuery({ ...params, view, sort: null, after: null })}`,
          label: viewLabels[view],
          count: counts.data?.[view],
          isCurrent: view === params.view,
        }))}
      />
      <InboxFilters params={params} onChange={change} />
      {params.after === null ? null : (
        <nav aria-label="Beginning" className="border-b px-4 py-3 md:px-6">
          <LinkButton href={hrefOf(null)} prefetch={false}>
            First page
          </LinkButton>
        </nav>
      )}
      {first.isPending ? <SkeletonRows label="Loading questions" /> : null}
      {first.error ? <ErrorState message={first.error.message} onRetry={() => first.refetch()} /> : null}
      {first.data && items.length === 0 ? <InboxEmpty params={params} onClear={() => change(noFilters)} /> : null}
      {items.length > 0 ? <InboxList pages={pages} isSelectable={hasWork} hrefOf={hrefOf} /> : null}
    </>
  );
}
