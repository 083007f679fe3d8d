'use client';

import { useGraphs } from '#app/_graph/use-graphs';
import { FilterBar } from '#app/_ui/filter-bar';
import { Input, Select } from '#app/_ui/input';
import { type ThreadParams, threadStatuses } from './thread-filter';

export interface ThreadFiltersProps {
  params: ThreadParams;
  onChange: (change: Partial<ThreadParams>) => void;
}

export function ThreadFilters({ params, onChange }: ThreadFiltersProps) {
  const graphs = useGraphs();
  return (
    <FilterBar label="Filter threads">
      <Input
        type="search"
        aria-label="Search threads"
        placeholder="Search title, question or id"
        value={params.q}
        onChange={(event) => onChange({ q: event.target.value })}
        className="max-w-72 flex-1 basis-40"
      />
      <Select
        aria-label="Status"
        value={params.status ?? ''}
        onValueChange={(value) => onChange({ status: threadStatuses.find((status) => status === value) ?? null })}
        options={[{ value: '', label: 'Any status' }, ...threadStatuses.map((value) => ({ value, label: value }))]}
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
