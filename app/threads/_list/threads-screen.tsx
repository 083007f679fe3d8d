'use client';

import { MessagesSquare } from 'lucide-react';
import { useRef } from 'react';
import { ListFilters } from '#app/_graph/list-filters';
import { useRowKeys } from '#app/_shell/use-row-keys';
import { Button } from '#app/_ui/button';
import { EmptyState } from '#app/_ui/empty-state';
import { ErrorState } from '#app/_ui/error-state';
import { formatCount } from '#app/_ui/format-count';
import { PageHeader } from '#app/_ui/page-header';
import { Pager } from '#app/_ui/pager';
import { SkeletonRows } from '#app/_ui/skeleton';
import { msgid, ngettext, t } from '#lib/language/gettext';
import { NewThreadButton } from './new-thread-button';
import { threadStatuses } from './thread-filter';
import { ThreadRow } from './thread-row';
import { useThreads } from './use-threads';

export function ThreadsScreen() {
  const { params, setParams, threads } = useThreads();
  const list = useRef<HTMLUListElement>(null);
  useRowKeys(list);
  const isFiltered = params.q !== '' || params.status !== null || params.graph !== null;
  const clear = () => setParams({ q: null, status: null, graph: null, after: null });
  return (
    <>
      <PageHeader
        title={t`Threads`}
        description={countText(threads.data?.total, isFiltered)}
        actions={<NewThreadButton />}
      />
      <ListFilters
        labels={{
          filters: t`Filter threads`,
          search: t`Search threads`,
          placeholder: t`Search title, question or id`,
        }}
        statuses={threadStatuses}
        params={params}
        onChange={(change) => setParams({ ...change, after: null })}
      />
      {threads.isPending ? <SkeletonRows label={t`Loading threads`} /> : null}
      {threads.error ? <ErrorState message={threads.error.message} onRetry={() => threads.refetch()} /> : null}
      {threads.data?.threads.length === 0 ? <NoThreads isFiltered={isFiltered} onClear={clear} /> : null}
      {threads.data && threads.data.threads.length > 0 ? (
        <ul ref={list} aria-label={t`Threads`} aria-busy={threads.isPlaceholderData} className="divide-y border-b">
          {threads.data.threads.map((thread) => (
            <ThreadRow key={thread.id} thread={thread} />
          ))}
        </ul>
      ) : null}
      <Pager
        isFirst={params.after === null}
        next={threads.data?.next ?? null}
        onFirst={() => setParams({ after: null })}
        onNext={(after) => setParams({ after }, { history: 'push' })}
      />
    </>
  );
}

function countText(total: number | undefined, isFiltered: boolean): string {
  if (total === undefined) return t`Conversations and workflows, the last changed first`;
  const shown = formatCount(total);
  if (isFiltered)
    return ngettext(
      msgid`${shown} thread match, the last changed first`,
      msgid`${shown} threads match, the last changed first`,
      total,
    );
  return ngettext(
    msgid`${shown} thread, the last changed first`,
    msgid`${shown} threads, the last changed first`,
    total,
  );
}

function NoThreads({ isFiltered, onClear }: { isFiltered: boolean; onClear: () => void }) {
  if (isFiltered) {
    return (
      <EmptyState
        icon={<MessagesSquare aria-hidden />}
        title={t`No thread matches`}
        actions={<Button onClick={onClear}>{t`Clear filters`}</Button>}
      >
        {t`The search looks at titles, at questions that wait and at whole ids.`}
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={<MessagesSquare aria-hidden />} title={t`No threads yet`} actions={<NewThreadButton />}>
      {t`A thread keeps the state of one conversation or workflow. Start one here, or with the SDK.`}
    </EmptyState>
  );
}
