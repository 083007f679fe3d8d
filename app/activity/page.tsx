import type { Metadata } from 'next';
import { mayDo } from '#app/_auth/allow';
import { Prefetched } from '#app/_data/prefetched';
import { queryKeys } from '#app/_data/query-keys';
import { t } from '#lib/language/gettext';
import { listActivity, listActivityFacets } from '#lib/review/list-activity';
import { holdpoint } from '#lib/runs/holdpoint';
import { loadActivityParams, toActivityFilter } from './activity-params';
import { ActivityScreen } from './activity-screen';

export function generateMetadata(): Metadata {
  return { title: t`Activity` };
}

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function ActivityPage({ searchParams }: Props) {
  const [hp, params, withAccounts] = await Promise.all([
    holdpoint(),
    loadActivityParams(searchParams),
    mayDo('administer'),
  ]);
  const [page, facets] = await Promise.all([
    listActivity(hp, toActivityFilter(params, withAccounts)),
    listActivityFacets(hp, { withAccounts }),
  ]);
  return (
    <Prefetched
      queries={[
        { key: queryKeys.activity(params), data: page },
        { key: queryKeys.activityFacets(), data: facets },
      ]}
    >
      <ActivityScreen />
    </Prefetched>
  );
}
