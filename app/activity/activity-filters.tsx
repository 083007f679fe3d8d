'use client';

import { useQuery } from '@tanstack/react-query';
import { fetchJson } from '#app/_data/fetch-json';
import { queryKeys } from '#app/_data/query-keys';
import { FilterBar } from '#app/_ui/filter-bar';
import { Select } from '#app/_ui/input';
import type { ActivityFacets } from '#lib/review/list-activity';
import { type ActivityParams, NO_NAME } from './activity-params';
import { decisionLook } from './decision-look';

export interface ActivityFiltersProps {
  params: ActivityParams;
  onChange: (change: Partial<ActivityParams>) => void;
}

export function ActivityFilters({ params, onChange }: ActivityFiltersProps) {
  const { data } = useQuery({
    queryKey: queryKeys.activityFacets(),
    queryFn: ({ signal }) => fetchJson<ActivityFacets>('/data/activity-facets', signal),
  });
  const people = (data?.actors ?? []).map((name) =>
    name === null ? { value: NO_NAME, label: 'Clients without a name' } : { value: name, label: name },
  );
  const kinds = (data?.kinds ?? []).map((kind) => ({ value: kind, label: decisionLook(kind).label }));
  return (
    <FilterBar label="Filter activity">
      <Select
        aria-label="Person"
        value={params.who ?? ''}
        onValueChange={(who) => onChange({ who: who || null })}
        options={[{ value: '', label: 'Anybody' }, ...people]}
      />
      <Select
        aria-label="Kind of decision"
        value={params.kind ?? ''}
        onValueChange={(kind) => onChange({ kind: kind || null })}
        options={[{ value: '', label: 'Anything' }, ...kinds]}
      />
    </FilterBar>
  );
}
