'use client';

import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import { fetchJson } from '#app/_data/fetch-json';
import { queryKeys } from '#app/_data/query-keys';
import { isOldestFirst } from '#lib/review/inbox-views';
import type { InboxPage } from '#lib/review/list-inbox';
import type { Newcomers } from '#lib/review/list-newcomers';
import type { InboxItem } from '#lib/review/read-inbox-items';
import { type InboxParams, inboxQuery, newcomersQuery, stretchQuery } from './inbox-params';
import { placeIn } from './inbox-places';
import type { PageQuery, ReadPages } from './later-pages';

/** Which pages of which list were read, and since when. */
interface Opened {
  list: string;
  cursors: (string | null)[];
  since: string | null;
  later: ReadPages;
}

const NOTHING: ReadPages = { pages: [], error: null };

/**
 * The questions that the address asks for, page by page. A page is the stretch between two cursors, so each is read again by itself:
 * of a list of thousands only those in sight are, whenever something changes.
 * @param reading the question beside the list, which stays in it until it is left, though it is not unread any more
 */
export function useInboxPages(params: InboxParams, reading: string | null) {
  const client = useQueryClient();
  const list = inboxQuery(params);
  const keyOf = (after: string | null) => queryKeys.inbox({ ...params, after });
  const [kept, setOpened] = useState<Opened>(() => {
    const { cursors, since } = placeIn(list) ?? { cursors: [params.after], since: null };
    const pages = cursors.slice(1).map((after) => client.getQueryData<InboxPage>(keyOf(after)));
    return { list, cursors, since, later: { pages, error: null } };
  });
  const opened = kept.list === list ? kept : { list, cursors: [params.after], since: null, later: NOTHING };
  if (opened !== kept) setOpened(opened);
  const [sight, setSight] = useState({ first: 0, last: 0 });

  const { cursors, since, later } = opened;
  const newestFirst = params.view !== 'expiring' && !isOldestFirst(params.view, params.sort);
  const queryOf = (after: string | null, page: number): PageQuery => ({
    queryKey: keyOf(after),
    queryFn: ({ signal }) => {
      const from = page === 0 && newestFirst && params.after === null ? since : null;
      const keep = params.unread === null ? null : reading;
      const stretch = stretchQuery({ ...params, after, from, keep, until: cursors[page + 1] ?? null });
      return fetchJson<InboxPage>(`/data/inbox${stretch}`, signal);
    },
  });
  const [firstQuery = queryOf(null, 0), ...laterQueries] = cursors.map(queryOf);
  const first = useQuery({ ...firstQuery, placeholderData: keepPreviousData });
  const read = useMemo(
    () => joinPages([first.data, ...cursors.slice(1).map((_, index) => later.pages[index])]),
    [first.data, later.pages, cursors],
  );
  const onRead = useCallback(
    (pages: ReadPages) => setOpened((before) => (before.list === list ? { ...before, later: pages } : before)),
    [list],
  );
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
  /** Opens the list anew, with what was asked since. */
  const startOver = () => {
    setOpened({ list, cursors: [params.after], since: null, later: NOTHING });
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
    later: { ...later, queries: laterQueries, sight, onRead },
    loadMore,
    show,
    /** How many were asked since the list was opened. */
    newcomers: newcomers.count,
    newestFirst,
    startOver,
  };
}

export type InboxPages = ReturnType<typeof useInboxPages>;

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
