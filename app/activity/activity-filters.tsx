'use client';

import { useQuery } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { useId } from 'react';
import { fetchJson } from '#app/_data/fetch-json';
import { queryKeys } from '#app/_data/query-keys';
import { useGraphs } from '#app/_graph/use-graphs';
import { Button } from '#app/_ui/button';
import { FilterBar } from '#app/_ui/filter-bar';
import { Input, Select } from '#app/_ui/input';
import { sortedChoices } from '#app/_ui/sorted-choices';
import { c, t } from '#lib/language/gettext';
import type { ActivityFacets } from '#lib/review/list-activity';
import { shortId } from '#lib/review/short-id';
import { type ActivityParams, NO_NAME } from './activity-params';
import { decisionLook } from './decision-look';

export interface ActivityFiltersProps {
  params: ActivityParams;
  onChange: (change: Partial<ActivityParams>) => void;
}

export function ActivityFilters({ params, onChange }: ActivityFiltersProps) {
  const graphs = useGraphs();
  const { data } = useQuery({
    queryKey: queryKeys.activityFacets(),
    queryFn: ({ signal }) => fetchJson<ActivityFacets>('/data/activity-facets', signal),
  });
  const people = sortedChoices(
    (data?.actors ?? []).map((name) => name ?? NO_NAME),
    params.who,
  ).map((name) => ({ value: name, label: name === NO_NAME ? t`Clients without a name` : name }));
  const kinds = sortedChoices(data?.kinds ?? [], params.kind).map((kind) => ({
    value: kind,
    label: decisionLook(kind).label(),
  }));
  const graphIds = sortedChoices(
    (graphs.data ?? []).map(({ id }) => id),
    params.graph,
  ).map((id) => ({
    value: id,
    label: id,
  }));
  return (
    <FilterBar label={t`Filter activity`}>
      <Select
        aria-label={t`Person`}
        value={params.who ?? ''}
        onValueChange={(who) => onChange({ who: who || null })}
        options={[{ value: '', label: t`Anybody` }, ...people]}
      />
      <Select
        aria-label={t`Kind of decision`}
        value={params.kind ?? ''}
        onValueChange={(kind) => onChange({ kind: kind || null })}
        options={[{ value: '', label: t`Anything` }, ...kinds]}
      />
      <Select
        aria-label={t`Graph`}
        value={params.graph ?? ''}
        onValueChange={(graph) => onChange({ graph: graph || null })}
        options={[{ value: '', label: t`Any graph` }, ...graphIds]}
      />
      <Day label={c('a day').t`From`} value={params.from} onValueChange={(from) => onChange({ from })} />
      <Day label={c('a day').t`To`} value={params.to} onValueChange={(to) => onChange({ to })} />
      {params.thread ? (
        <Button size="sm" icon={<X aria-hidden />} onClick={() => onChange({ thread: null })}>
          {t`Thread ${shortId(params.thread)}`}
        </Button>
      ) : null}
    </FilterBar>
  );
}

interface DayProps {
  label: string;
  value: string | null;
  onValueChange: (value: string | null) => void;
}

function Day({ label, value, onValueChange }: DayProps) {
  const id = useId();
  return (
    <span className="flex items-center gap-1.5 text-xs text-ink-faint" title={t`A day in UTC`}>
      <label htmlFor={id}>{label}</label>
      <Input
        id={id}
        type="date"
        value={value ?? ''}
        onChange={(event) => onValueChange(event.target.value || null)}
        className="w-36!"
      />
    </span>
  );
}
