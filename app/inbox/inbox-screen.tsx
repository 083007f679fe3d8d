'use client';

import dynamic from 'next/dynamic';
import { LinkButton } from '#app/_ui/button';
import { ErrorState } from '#app/_ui/error-state';
import { PageHeader } from '#app/_ui/page-header';
import { SkeletonRows } from '#app/_ui/skeleton';
import { t } from '#lib/language/gettext';
import { WAITING_VIEWS } from '#lib/review/inbox-views';
import { InboxFilters } from './inbox-filters';
import { InboxList } from './inbox-list';
import { type InboxParams, inboxQuery, noFilters } from './inbox-params';
import { InboxSplit } from './inbox-split';
import { InboxViews } from './inbox-views';
import { useInbox } from './use-inbox';
import { useReadingPane } from './use-reading-pane';
import { WorkLink } from './work-link';

const InboxEmpty = dynamic(() => import('./inbox-empty').then((module) => module.InboxEmpty), { loading: () => null });

export function InboxScreen() {
  const pane = useReadingPane();
  const { params, setParams, pages, counts } = useInbox(pane.isOn ? pane.selected : null);
  const { first, items } = pages;
  const change = (part: Partial<InboxParams>) => setParams({ ...part, after: null });
  const hrefOf = (after: string | null) => `/inbox${inboxQuery({ ...params, after })}`;
  const hasWork = items.length > 0 && WAITING_VIEWS.some((view) => view === params.view);
  return (
    <InboxSplit pane={pane}>
      <PageHeader
        title={t`Inbox`}
        description={t`Questions that your graphs have asked, and what became of them`}
        actions={hasWork ? <WorkLink href={`/inbox/work${inboxQuery({ ...params, after: null })}`} /> : undefined}
      />
      <InboxViews params={params} counts={counts.data} />
      <InboxFilters params={params} onChange={change} />
      {params.after === null ? null : (
        <nav aria-label={t`Beginning`} className="border-b px-4 py-3 md:px-6">
          <LinkButton href={hrefOf(null)} prefetch={false}>
            {t`First page`}
          </LinkButton>
        </nav>
      )}
      {first.isPending ? <SkeletonRows label={t`Loading questions`} /> : null}
      {first.error ? <ErrorState message={first.error.message} onRetry={() => first.refetch()} /> : null}
      {first.data && items.length === 0 ? <InboxEmpty params={params} onClear={() => change(noFilters)} /> : null}
      {items.length > 0 ? (
        <InboxList
          pages={pages}
          pane={pane}
          isSelectable={hasWork}
          hrefOf={hrefOf}
          matching={counts.data?.[params.view] ?? null}
        />
      ) : null}
    </InboxSplit>
  );
}
