import type { Metadata } from 'next';
import { Prefetched } from '#app/_data/prefetched';
import { queryKeys } from '#app/_data/query-keys';
import { t } from '#lib/language/gettext';
import { listGraphs } from '#lib/review/list-graphs';
import { holdpoint } from '#lib/runs/holdpoint';
import { GraphsScreen } from '../graphs-screen';

export function generateMetadata(): Metadata {
  return { title: t`Graphs` };
}

export default async function GraphsPage() {
  return (
    <Prefetched queries={[{ key: queryKeys.graphs(), data: await listGraphs(await holdpoint()) }]}>
      <GraphsScreen />
    </Prefetched>
  );
}
