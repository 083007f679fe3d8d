'use client';

import { useQuery } from '@tanstack/react-query';
import { ChevronDown } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useMemo, useRef, useState } from 'react';
import { fetchJson } from '#app/_data/fetch-json';
import { queryKeys } from '#app/_data/query-keys';
import { useShortcuts } from '#app/_shell/use-shortcuts';
import { Button } from '#app/_ui/button';
import { FilterBar } from '#app/_ui/filter-bar';
import { Input, Select } from '#app/_ui/input';
import { isOldestFirst } from '#lib/review/inbox-views';
import type { InboxParams } from './inbox-params';
import { isPlainView } from './saved-query';

const SaveViewButton = dynamic(() => import('./save-view-button').then((module) => module.SaveViewButton), {
  loading: () => null,
});
const MoreFilters = dynamic(() => import('./more-filters').then((module) => module.MoreFilters), {
  loading: () => null,
});

interface AskingNode {
  graphId: string;
  node: string;
}

export interface InboxFiltersProps {
  params: InboxParams;
  onChange: (change: Partial<InboxParams>) => void;
}

export function InboxFilters({ params, onChange }: InboxFiltersProps) {
  const { data: nodes = [] } = useQuery({
    queryKey: queryKeys.askingNodes(),
    queryFn: ({ signal }) => fetchJson<AskingNode[]>('/data/asking-nodes', signal),
  });
  const search = useRef<HTMLInputElement>(null);
  const graph = useRef<HTMLSelectElement>(null);
  useShortcuts(useMemo(() => ({ '/': () => search.current?.focus(), f: () => graph.current?.focus() }), []));

  const graphs = unique([...nodes.map(({ graphId }) => graphId), params.graph]);
  const ofGraph = nodes.filter(({ graphId }) => !params.graph || graphId === params.graph);
  const nodeNames = unique([...ofGraph.map(({ node }) => node), params.node]);
  const { assistant, metadata, older, claimed, assignee, risk, priority } = params;
  const usesMore = [assistant, metadata, older, claimed, assignee, risk, priority].some((value) => value !== null);
  const [opened, setOpened] = useState(false);
  const showsMore = opened || usesMore;
  return (
    <FilterBar label="Filter questions">
      <Input
        ref={search}
        type="search"
        aria-label="Search questions"
        placeholder="Search question, payload, thread or reviewer"
        value={params.q}
        onChange={(event) => onChange({ q: event.target.value })}
        className="max-w-80 flex-1 basis-48"
      />
      <Select
        ref={graph}
        aria-label="Graph"
        value={params.graph ?? ''}
        onValueChange={(value) => onChange({ graph: value || null, node: null })}
        options={[{ value: '', label: 'Any graph' }, ...graphs.map(asOption)]}
      />
      <Select
        aria-label="Node"
        value={params.node ?? ''}
        onValueChange={(value) => onChange({ node: value || null })}
        options={[{ value: '', label: 'Any node' }, ...nodeNames.map(asOption)]}
      />
      <Select
        aria-label="Order"
        value={isOldestFirst(params.view, params.sort) ? 'oldest' : 'newest'}
        onValueChange={(value) => onChange({ sort: value === 'oldest' ? 'oldest' : 'newest' })}
        options={[
          { value: 'oldest', label: 'Oldest first' },
          { value: 'newest', label: 'Newest first' },
        ]}
      />
      <Button
        icon={<ChevronDown aria-hidden className={showsMore ? 'rotate-180' : ''} />}
        aria-expanded={showsMore}
        onClick={() => setOpened(!showsMore)}
        disabled={usesMore}
      >
        More filters
      </Button>
      {isPlainView(params) ? null : <SaveViewButton params={params} />}
      {showsMore ? <MoreFilters params={params} onChange={onChange} /> : null}
    </FilterBar>
  );
}

function unique(values: (string | null)[]): string[] {
  return [...new Set(values.filter((value) => value !== null))];
}

function asOption(value: string) {
  return { value, label: value };
}
