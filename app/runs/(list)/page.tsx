import type { Metadata } from 'next';
import { Prefetched } from '#app/_data/prefetched';
import { queryKeys } from '#app/_data/query-keys';
import { t } from '#lib/language/gettext';
import { listGraphs } from '#lib/review/list-graphs';
import { listRuns } from '#lib/review/list-runs';
import { holdpoint } from '#lib/runs/holdpoint';
import { loadRunParams, toRunFilter } from '../_list/run-filter';
import { RunsScreen } from '../_list/runs-screen';

export function generateMetadata(): Metadata {
  return { title: t`Runs` };
}

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function RunsPage({ searchParams }: Props) {
  const [hp, params] = await Promise.all([holdpoint(), loadRunParams(searchParams)]);
  const [page, graphs] = await Promise.all([listRuns(hp, toRunFilter(params)), listGraphs(hp)]);
  return (
    <Prefetched
      queries={[
        { key: queryKeys.runs(params), data: page },
        { key: queryKeys.graphs(), data: graphs },
      ]}
    >
      <RunsScreen />
    </Prefetched>
  );
}
