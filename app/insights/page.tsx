import type { Metadata } from 'next';
import { t } from '#lib/language/gettext';
import { getInsights } from '#lib/review/get-insights';
import { listActivityFacets } from '#lib/review/list-activity';
import { holdpoint } from '#lib/runs/holdpoint';
import { loadInsightsParams } from './insights-params';
import { InsightsScreen } from './insights-screen';

export function generateMetadata(): Metadata {
  return { title: t`Insights` };
}

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** Read when it is opened; it is looked at now and then, and not kept up to date. */
export default async function InsightsPage({ searchParams }: Props) {
  const [hp, params] = await Promise.all([holdpoint(), loadInsightsParams(searchParams)]);
  const { days, graph, who } = params;
  const [insights, { actors }] = await Promise.all([
    getInsights(hp, { days, graphId: graph ?? undefined, actor: who ?? undefined }),
    listActivityFacets(hp),
  ]);
  return (
    <InsightsScreen
      insights={insights}
      params={params}
      graphs={[...hp.graphs.keys()]}
      people={actors.filter((name) => name !== null)}
    />
  );
}
