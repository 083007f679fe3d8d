import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { Prefetched } from '#app/_data/prefetched';
import { queryKeys } from '#app/_data/query-keys';
import { t } from '#lib/language/gettext';
import { getGraph } from '#lib/review/get-graph';
import { holdpoint } from '#lib/runs/holdpoint';
import { GraphScreen } from './graph-screen';

interface Props {
  params: Promise<{ id: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { id } = await params;
  return { title: t`Graph ${id}` };
}

export default async function GraphPage({ params }: Props) {
  const { id } = await params;
  const graph = await getGraph(await holdpoint(), id);
  if (!graph) notFound();
  return (
    <Prefetched queries={[{ key: queryKeys.graph(id), data: graph }]}>
      <GraphScreen id={id} />
    </Prefetched>
  );
}
