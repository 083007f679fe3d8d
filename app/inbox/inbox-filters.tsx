'use client';

import { useQuery } from '@tanstack/react-query';
import { ChevronDown, SlidersHorizontal } from 'lucide-react';
import dynamic from 'next/dynamic';
import { type RefObject, useId, useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { fetchJson } from '#app/_data/fetch-json';
import { queryKeys } from '#app/_data/query-keys';
import { useShortcuts } from '#app/_shell/use-shortcuts';
import { Badge } from '#app/_ui/badge';
import { Button } from '#app/_ui/button';
import { FilterBar } from '#app/_ui/filter-bar';
import { Input, Select } from '#app/_ui/input';
import { t } from '#lib/language/gettext';
import { isOldestFirst } from '#lib/review/inbox-views';
import { ActiveFilterLinks } from './active-filter-links';
import { activeFilters } from './active-filters';
import type { InboxParams } from './inbox-params';
import { MoreFilters } from './more-filters';
import { isPlainView } from './saved-query';

const SaveViewButton = dynamic(() => import('./save-view-button').then((module) => module.SaveViewButton), {
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

/**
 * The search, and what else narrows the list: folded away on a phone, where it would take half of the screen. A form of the browser's
 * own where there are no scripts, with nothing folded.
 */
export function InboxFilters({ params, onChange }: InboxFiltersProps) {
  const search = useRef<HTMLInputElement>(null);
  const graph = useRef<HTMLSelectElement>(null);
  const fields = useId();
  const [isOpen, setOpen] = useState(false);
  const filters = activeFilters(params);
  useShortcuts(
    useMemo(() => {
      const toFilters = () => {
        // What is folded away cannot have the focus.
        flushSync(() => setOpen(true));
        graph.current?.focus();
      };
      return { '/': () => search.current?.focus(), f: toFilters };
    }, []),
  );
  return (
    <FilterBar label={t`Filter questions`}>
      <form action="/inbox" onSubmit={(event) => event.preventDefault()} className="contents">
        {params.view === 'waiting' ? null : <input type="hidden" name="view" value={params.view} />}
        <Input
          ref={search}
          type="search"
          name="q"
          aria-label={t`Search questions`}
          placeholder={t`Search question, payload, thread or reviewer`}
          value={params.q}
          onChange={(event) => onChange({ q: event.target.value })}
          className="flex-1 basis-48 @min-[35rem]:max-w-80"
        />
        <Button type="submit" className="hidden! noscript:inline-flex!">
          {t`Show`}
        </Button>
        <Button
          icon={<SlidersHorizontal aria-hidden />}
          aria-expanded={isOpen}
          aria-controls={fields}
          onClick={() => setOpen(!isOpen)}
          className="@min-[35rem]:hidden noscript:hidden"
        >
          {t`Filters`}
          {filters.length === 0 ? null : (
            <>
              <Badge tone="accent">{filters.length}</Badge>
              <span className="sr-only">{t`active`}</span>
            </>
          )}
        </Button>
        <div id={fields} className={isOpen ? 'contents' : 'hidden @min-[35rem]:contents noscript:contents'}>
          <FilterFields graph={graph} params={params} onChange={onChange} />
        </div>
        {isOpen || filters.length === 0 ? null : (
          <ActiveFilterLinks filters={filters} params={params} onChange={onChange} />
        )}
        {isPlainView(params) ? null : <SaveViewButton params={params} />}
      </form>
    </FilterBar>
  );
}

function FilterFields({ graph, params, onChange }: InboxFiltersProps & { graph: RefObject<HTMLSelectElement | null> }) {
  const { data: nodes = [] } = useQuery({
    queryKey: queryKeys.askingNodes(),
    queryFn: ({ signal }) => fetchJson<AskingNode[]>('/data/asking-nodes', signal),
  });
  const graphs = unique([...nodes.map(({ graphId }) => graphId), params.graph]);
  const ofGraph = nodes.filter(({ graphId }) => !params.graph || graphId === params.graph);
  const nodeNames = unique([...ofGraph.map(({ node }) => node), params.node]);
  const { assistant, metadata, older, claimed, assignee, risk, priority, unread } = params;
  const usesMore = [assistant, metadata, older, claimed, assignee, risk, priority, unread].some(
    (value) => value !== null,
  );
  const [opened, setOpened] = useState(false);
  const showsMore = opened || usesMore;
  return (
    <>
      <Select
        ref={graph}
        name="graph"
        aria-label={t`Graph`}
        value={params.graph ?? ''}
        onValueChange={(value) => onChange({ graph: value || null, node: null })}
        options={[{ value: '', label: t`Any graph` }, ...graphs.map(asOption)]}
      />
      <Select
        name="node"
        aria-label={t`Node`}
        value={params.node ?? ''}
        onValueChange={(value) => onChange({ node: value || null })}
        options={[{ value: '', label: t`Any node` }, ...nodeNames.map(asOption)]}
      />
      <Select
        name="sort"
        aria-label={t`Order`}
        value={isOldestFirst(params.view, params.sort) ? 'oldest' : 'newest'}
        onValueChange={(value) => onChange({ sort: value === 'oldest' ? 'oldest' : 'newest' })}
        options={[
          { value: 'oldest', label: t`Oldest first` },
          { value: 'newest', label: t`Newest first` },
        ]}
      />
      <Button
        // Where there are no scripts, the server shows them.
        type="submit"
        name="older"
        value="0"
        icon={<ChevronDown aria-hidden className={showsMore ? 'rotate-180' : ''} />}
        aria-expanded={showsMore}
        onClick={(event) => {
          event.preventDefault();
          setOpened(!showsMore);
        }}
        disabled={usesMore}
      >
        {t`More filters`}
      </Button>
      {showsMore ? <MoreFilters params={params} onChange={onChange} /> : null}
    </>
  );
}

function unique(values: (string | null)[]): string[] {
  return [...new Set(values.filter((value) => value !== null))];
}

function asOption(value: string) {
  return { value, label: value };
}
