import type { Metadata } from 'next';
import { Prefetched } from '#app/_data/prefetched';
import { queryKeys } from '#app/_data/query-keys';
import { t } from '#lib/language/gettext';
import { listGraphs } from '#lib/review/list-graphs';
import { listThreads } from '#lib/review/list-threads';
import { holdpoint } from '#lib/runs/holdpoint';
import { loadThreadParams, toThreadFilter } from '../_list/thread-filter';
import { ThreadsScreen } from '../_list/threads-screen';

export function generateMetadata(): Metadata {
  return { title: t`Threads` };
}

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function ThreadsPage({ searchParams }: Props) {
  const [hp, params] = await Promise.all([holdpoint(), loadThreadParams(searchParams)]);
  const [page, graphs] = await Promise.all([listThreads(hp, toThreadFilter(params)), listGraphs(hp)]);
  return (
    <Prefetched
      queries={[
        { key: queryKeys.threads(params), data: page },
        { key: queryKeys.graphs(), data: graphs },
      ]}
    >
      <ThreadsScreen />
    </Prefetched>
  );
}
