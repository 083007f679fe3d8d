'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { History } from 'lucide-react';
import { useQueryStates } from 'nuqs';
import { fetchJson } from '#app/_data/fetch-json';
import { queryKeys } from '#app/_data/query-keys';
import { Button } from '#app/_ui/button';
import { EmptyState } from '#app/_ui/empty-state';
import { ErrorState } from '#app/_ui/error-state';
import { PageHeader } from '#app/_ui/page-header';
import { Pager } from '#app/_ui/pager';
import { SkeletonRows } from '#app/_ui/skeleton';
import { t } from '#lib/language/gettext';
import type { ActivityPage } from '#lib/review/list-activity';
import { ActivityFilters } from './activity-filters';
import { activityParams, activityQuery, isFiltered, noFilters } from './activity-params';
import { ActivityRow } from './activity-row';
import { ExportLinks } from './export-links';

export function ActivityScreen() {
  const [params, setParams] = useQueryStates(activityParams);
  const activity = useQuery({
    queryKey: queryKeys.activity(params),
    queryFn: ({ signal }) => fetchJson<ActivityPage>(`/data/activity${activityQuery(params)}`, signal),
    placeholderData: keepPreviousData,
  });
  const items = activity.data?.items ?? [];
  const clear = () => setParams(noFilters);
  return (
    <>
      <PageHeader
        title={t`Activity`}
        description={t`Who decided what, and when. Entries are only ever added.`}
        actions={<ExportLinks params={params} />}
      />
      <ActivityFilters params={params} onChange={(change) => setParams({ ...change, before: null })} />
      {activity.isPending ? <SkeletonRows label={t`Loading activity`} /> : null}
      {activity.error ? <ErrorState message={activity.error.message} onRetry={() => activity.refetch()} /> : null}
      {activity.data && items.length === 0 ? (
        <EmptyState
          icon={<History aria-hidden />}
          title={isFiltered(params) ? t`No entry matches` : t`Nobody has decided anything yet`}
          actions={isFiltered(params) ? <Button onClick={clear}>{t`Clear filters`}</Button> : null}
        >
          {t`Answers, messages, cancelled and rolled-back runs are recorded here with a name and a time.`}
        </EmptyState>
      ) : null}
      {items.length > 0 ? (
        <ol aria-label={t`Decisions`} aria-busy={activity.isPlaceholderData} className="divide-y border-b">
          {items.map((item) => (
            <ActivityRow key={item.id} item={item} />
          ))}
        </ol>
      ) : null}
      <Pager
        isFirst={params.before === null}
        next={activity.data?.next ?? null}
        onFirst={() => setParams({ before: null })}
        onNext={(before) => setParams({ before }, { history: 'push' })}
      />
    </>
  );
}
