'use client';

import { keepPreviousData, useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import { fetchJson } from '#app/_data/fetch-json';
import { queryKeys } from '#app/_data/query-keys';
import { isOldestFirst } from '#lib/review/inbox-views';
import type { InboxItem, InboxPage } from '#lib/review/list-inbox';
import type { Newcomers } from '#lib/review/list-newcomers';
import { type InboxParams, inboxQuery, newcomersQuery, stretchQuery } from './inbox-params';
import { placeIn } from './inbox-places';

/** Which pages of which list were read, and since when. */
interface Opened {
  list: string;
  cursors: (string | null)[];
  since: string | null;
}

/**
 * The questions that the address asks for, page by page. A page is the stretch between two cursors, so each is read again by itself:
 * of a list of thousands only those in sight are, whenever something changes.
 */
export function useInboxPages(params: InboxParams) {
  const list = inboxQuery(params);
  const [kept, setOpened] = useState<Opened>(() => openList(list, params));
  const opened = kept.list === list ? kept : { list, cursors: [params.after], since: null };
  if (opened !== kept) setOpened(opened);
  const [sight, setSight] = useState({ first: 0, last: 0 });

  const { cursors, since } = opened;
  const newestFirst = params.view !== 'expiring' && !isOldestFirst(params.view, params.sort);
  const readPage = (page: number) => ({
    queryKey: queryKeys.inbox({ ...params, after: cursors[page] ?? null }),
    queryFn: ({ signal }: { signal: AbortSignal }) => {
      const from = page === 0 && newestFirst && params.after === null ? since : null;
      const stretch = { ...params, after: cursors[page] ?? null, from, until: cursors[page + 1] ?? null };
      return fetchJson<InboxPage>(`/data/inbox${stretchQuery(stretch)}`, signal);
    },
  });
  const first = useQuery({ ...readPage(0), placeholderData: keepPreviousData });
  const others = useQueries({
    queries: cursors.slice(1).map((_, index) => {
      const page = index + 1;
      const isInSight = page >= sight.first && page <= sight.last;
      return { ...readPage(page), enabled: isInSight || page === cursors.length - 1 };
    }),
    combine: (results) => ({
      pages: results.map(({ data }) => data),
      error: results.find(({ error }) => error)?.error ?? null,
      retry: results.find(({ error }) => error)?.refetch,
    }),
  });
  const read = useMemo(() => joinPages([first.data, ...others.pages]), [first.data, others.pages]);
  const newcomers = useNewcomers(params, since);
  if (since === null && newcomers.newest !== null) setOpened({ ...opened, since: newcomers.newest });

  const { next, starts } = read;
  const more = first.isPlaceholderData ? null : next;
  const loadMore = useCallback(() => {
    if (more === null) return;
    setOpened((before) =>
      before.list === list && !before.cursors.includes(more)
        ? { ...before, cursors: [...before.cursors, more] }
        : before,
    );
  }, [list, more]);
  /** Says which rows are in sight. */
  const show = useCallback(
    (range: { first: number; end: number }) => {
      const pageOf = (row: number) =>
        Math.max(
          0,
          starts.findLastIndex((start) => start <= row),
        );
      const [from, to] = [pageOf(range.first), pageOf(range.end)];
      setSight((before) => (before.first === from && before.last === to ? before : { first: from, last: to }));
    },
    [starts],
  );
  const client = useQueryClient();
  /** Opens the list anew, with what was asked since. */
  const startOver = () => {
    setOpened({ list, cursors: [params.after], since: null });
    const queryFn = () => fetchJson<InboxPage>(`/data/inbox${list}`);
    void client.fetchQuery({ queryKey: queryKeys.inbox(params), queryFn, staleTime: 0 }).catch(() => undefined);
  };

  return {
    list,
    opened,
    first,
    items: read.items,
    /** The cursor at which the list goes on; null where it ends. */
    next: more,
    /** A page is on its way. */
    isReading: read.isReading,
    error: others.error,
    retry: others.retry,
    loadMore,
    show,
    /** How many were asked since the list was opened. */
    newcomers: newcomers.count,
    newestFirst,
    startOver,
  };
}

export type InboxPages = ReturnType<typeof useInboxPages>;

/** As it was left, if it was. */
function openList(list: string, params: InboxParams): Opened {
  const place = placeIn(list);
  return { list, cursors: place?.cursors ?? [params.after], since: place?.since ?? null };
}

interface Joined {
  items: InboxItem[];
  /** Where each page begins among them. */
  starts: number[];
  next: string | null;
  isReading: boolean;
}

/** Up to the first page that is not there yet. */
function joinPages(pages: (InboxPage | undefined)[]): Joined {
  const there = pages.findIndex((page) => !page);
  const read = (there === -1 ? pages : pages.slice(0, there)).filter((page) => page !== undefined);
  const items = new Map<string, InboxItem>();
  const starts: number[] = [];
  for (const page of read) {
    starts.push(items.size);
    for (const item of page.items) items.set(item.id, item);
  }
  const isReading = read.length > 0 && read.length < pages.length;
  return { items: [...items.values()], starts, next: isReading ? null : (read.at(-1)?.next ?? null), isReading };
}

/** Not under a search: a word that is everywhere costs too much to be looked for at every change. */
function useNewcomers(params: InboxParams, since: string | null): Newcomers {
  const asked = newcomersQuery({ ...params, sort: null, after: null, since });
  const { data } = useQuery({
    queryKey: queryKeys.inboxNewcomers({ asked }),
    queryFn: ({ signal }) => fetchJson<Newcomers>(`/data/inbox-newcomers${asked}`, signal),
    enabled: params.q === '',
    // What was the newest is asked for anew whenever a list is opened.
    gcTime: 0,
  });
  return data ?? { newest: null, count: 0 };
}
