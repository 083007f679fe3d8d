'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Play } from 'lucide-react';
import { useQueryStates } from 'nuqs';
import { useRef } from 'react';
import { fetchJson } from '#app/_data/fetch-json';
import { queryKeys } from '#app/_data/query-keys';
import { ListFilters } from '#app/_graph/list-filters';
import { statusName } from '#app/_graph/status-name';
import { useRowKeys } from '#app/_shell/use-row-keys';
import { Button, LinkButton } from '#app/_ui/button';
import { EmptyState } from '#app/_ui/empty-state';
import { ErrorState } from '#app/_ui/error-state';
import { Select } from '#app/_ui/input';
import { PageHeader } from '#app/_ui/page-header';
import { Pager } from '#app/_ui/pager';
import { SkeletonRows } from '#app/_ui/skeleton';
import { c, t } from '#lib/language/gettext';
import type { RunPage } from '#lib/review/list-runs';
import { RunActions } from './run-actions';
import { runParams, runQuery, runStatuses, stopReasons } from './run-filter';
import { RunRow } from './run-row';

export function RunsScreen() {
  const [params, setParams] = useQueryStates(runParams);
  const runs = useQuery({
    queryKey: queryKeys.runs(params),
    queryFn: ({ signal }) => fetchJson<RunPage>(`/data/runs${runQuery(params)}`, signal),
    placeholderData: keepPreviousData,
  });
  const { q, status, reason, graph } = params;
  const isFiltered = q !== '' || [status, reason, graph].some((value) => value !== null);
  const list = useRef<HTMLUListElement>(null);
  useRowKeys(list);
  const clear = () => setParams({ q: null, status: null, reason: null, graph: null, before: null });
  return (
    <>
      <PageHeader
        title={t`Runs`}
        description={t`Every execution of a graph, the last received first`}
        actions={
          <LinkButton size="sm" href="/activity?kind=rollback" title={t`A run that was rolled back has no row here`}>
            {t`What was rolled back`}
          </LinkButton>
        }
      />
      <ListFilters
        labels={{
          filters: t`Filter runs`,
          search: t`Search runs`,
          placeholder: t`Search thread, author or id`,
        }}
        statuses={runStatuses}
        params={params}
        onChange={(change) => setParams({ ...change, before: null })}
      >
        <Select
          aria-label={c('why a run ended').t`Reason`}
          value={reason ?? ''}
          onValueChange={(value) =>
            setParams({ reason: stopReasons.find((each) => each === value) ?? null, before: null })
          }
          options={[
            { value: '', label: t`Any reason` },
            ...stopReasons.map((value) => ({ value, label: statusName(value) })),
          ]}
        />
      </ListFilters>
      {runs.isPending ? <SkeletonRows label={t`Loading runs`} /> : null}
      {runs.error ? <ErrorState message={runs.error.message} onRetry={() => runs.refetch()} /> : null}
      {runs.data?.runs.length === 0 ? <NoRuns isFiltered={isFiltered} onClear={clear} /> : null}
      {runs.data && runs.data.runs.length > 0 ? (
        <ul ref={list} aria-label={t`Runs`} aria-busy={runs.isPlaceholderData} className="divide-y border-b">
          {runs.data.runs.map((run) => (
            <RunRow key={run.id} run={run} withThread actions={<RunActions run={run} />} />
          ))}
        </ul>
      ) : null}
      <Pager
        isFirst={params.before === null}
        next={runs.data?.next ?? null}
        onFirst={() => setParams({ before: null })}
        onNext={(before) => setParams({ before }, { history: 'push' })}
      />
    </>
  );
}

function NoRuns({ isFiltered, onClear }: { isFiltered: boolean; onClear: () => void }) {
  if (!isFiltered) {
    return (
      <EmptyState icon={<Play aria-hidden />} title={t`No runs yet`}>
        {t`A run starts when a thread gets a message or an answer.`}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={<Play aria-hidden />}
      title={t`No run matches`}
      actions={<Button onClick={onClear}>{t`Clear filters`}</Button>}
    >
      {t`The search looks at thread titles, at who created the run and at whole ids.`}
    </EmptyState>
  );
}
