'use client';

import type { ReactNode } from 'react';
import { FilterBar } from '#app/_ui/filter-bar';
import { Input, Select } from '#app/_ui/input';
import { t } from '#lib/language/gettext';
import { type StatusName, statusName } from './status-name';
import { useGraphs } from './use-graphs';

interface ListParams<Status extends StatusName> {
  q: string;
  status: Status | null;
  graph: string | null;
}

export interface ListFiltersProps<Status extends StatusName> {
  labels: {
    /** Of all filters together, e.g. "Filter runs". */
    filters: string;
    /** Of the search, e.g. "Search runs". */
    search: string;
    /** What the search looks at, e.g. "Search thread, author or id". */
    placeholder: string;
  };
  statuses: readonly Status[];
  params: ListParams<Status>;
  onChange: (change: Partial<ListParams<Status>>) => void;
  /** Further filters. */
  children?: ReactNode;
}

/** Search, status and graph of a list of threads or runs. */
export function ListFilters<Status extends StatusName>(props: ListFiltersProps<Status>) {
  const { labels, statuses, params, onChange } = props;
  const graphs = useGraphs();
  return (
    <FilterBar label={labels.filters}>
      <Input
        type="search"
        aria-label={labels.search}
        placeholder={labels.placeholder}
        value={params.q}
        onChange={(event) => onChange({ q: event.target.value })}
        className="max-w-72 flex-1 basis-40"
      />
      <Select
        aria-label={t`Status`}
        value={params.status ?? ''}
        onValueChange={(value) => onChange({ status: statuses.find((status) => status === value) ?? null })}
        options={[
          { value: '', label: t`Any status` },
          ...statuses.map((value) => ({ value, label: statusName(value) })),
        ]}
      />
      <Select
        aria-label={t`Graph`}
        value={params.graph ?? ''}
        onValueChange={(value) => onChange({ graph: value || null })}
        options={[
          { value: '', label: t`Any graph` },
          ...(graphs.data ?? []).map(({ id }) => ({ value: id, label: id })),
        ]}
      />
      {props.children}
    </FilterBar>
  );
}
