'use client';

import { useGraphs } from '#app/_graph/use-graphs';
import { FilterBar } from '#app/_ui/filter-bar';
import { Input, Select } from '#app/_ui/input';
import { type RunParams, runStatuses } from './run-filter';

export interface RunFiltersProps {
  params: RunParams;
  onChange: (change: Partial<RunParams>) => void;
}

export function RunFilters({ params, onChange }: RunFiltersProps) {
  const graphs = useGraphs();
  return (
    <FilterBar label="Filter runs">
      <Input
        type="search"
        aria-label="Search runs"
        placeholder="Search thread, author or id"
        value={params.q}
        onChange={(event) => onChange({ q: event.target.value })}
        className="max-w-72 flex-1 basis-40"
      />
      <Select
        aria-label="Status"
        value={params.status ?? ''}
        onValueChange={(value) => onChange({ status: runStatuses.find((status) => status === value) ?? null })}
        options={[{ value: '', label: 'Any status' }, ...runStatuses.map((value) => ({ value, label: value }))]}
      />
      <Select
        aria-label="Graph"
        value={params.graph ?? ''}
        onValueChange={(value) => onChange({ graph: value || null })}
        options={[
          { value: '', label: 'Any graph' },
          ...(graphs.data ?? []).map(({ id }) => ({ value: id, label: id })),
        ]}
      />
    </FilterBar>
  );
}
