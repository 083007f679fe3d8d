'use client';

import type { ReactNode } from 'react';
import { FilterBar } from '#app/_ui/filter-bar';
import { Input, Select } from '#app/_ui/input';
import { useGraphs } from './use-graphs';

interface ListParams<Status extends string> {
  q: string;
  status: Status | null;
  graph: string | null;
}

export interface ListFiltersProps<Status extends string> {
  /** What is listed, e.g. "runs". */
  things: string;
  /** What the search looks at, e.g. "thread, author or id". */
  searched: string;
  statuses: readonly Status[];
  params: ListParams<Status>;
  onChange: (change: Partial<ListParams<Status>>) => void;
  /** Further filters. */
  children?: ReactNode;
}

/** Search, status and graph of a list of threads or runs. */
export function ListFilters<Status extends string>(props: ListFiltersProps<Status>) {
  const { things, searched, statuses, params, onChange } = props;
  const graphs = useGraphs();
  return (
    <FilterBar label={`Filter ${things}`}>
      <Input
        type="search"
        aria-label={`Search ${things}`}
        placeholder={`Search ${searched}`}
        value={params.q}
        onChange={(event) => onChange({ q: event.target.value })}
        className="max-w-72 flex-1 basis-40"
      />
      <Select
        aria-label="Status"
        value={params.status ?? ''}
        onValueChange={(value) => onChange({ status: statuses.find((status) => status === value) ?? null })}
        options={[{ value: '', label: 'Any status' }, ...statuses.map((value) => ({ value, label: value }))]}
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
      {props.children}
    </FilterBar>
  );
}
