'use client';

import { useQuery } from '@tanstack/react-query';
import { useQueryStates } from 'nuqs';
import { useCallback, useEffect, useState } from 'react';
import { useInterrupt } from '#app/_answer/use-interrupt';
import { fetchJson } from '#app/_data/fetch-json';
import { queryKeys } from '#app/_data/query-keys';
import { isGone } from '#app/_data/read-error';
import { useReviewer } from '#app/_shell/reviewer';
import { useNow } from '#app/_ui/now';
import type { InboxCounts, InboxPage } from '#lib/review/list-inbox';
import { countParams, inboxQuery, workParams } from '../inbox-params';
import { nextInQueue } from './next-in-queue';
import { queueParams } from './queue-params';

/**
 * One question after the other, in the order of the inbox. The address holds where one is, so the browser's Back is a way back;
 * what is skipped is met again when one starts over.
 */
export function useWorkQueue() {
  const [params, setParams] = useQueryStates(workParams, { history: 'push' });
  const { name } = useReviewer();
  const now = useNow();
  const queue = queueParams(params);
  const page = useQuery({
    queryKey: queryKeys.inbox(queue),
    queryFn: ({ signal }) => fetchJson<InboxPage>(`/data/inbox${inboxQuery(queue)}`, signal),
  });
  const [trail, setTrail] = useState<string[]>([]);
  const [decided, setDecided] = useState<string | null>(null);
  const [isOver, setOver] = useState(false);
  const { at } = params;
  const next = nextInQueue(page.data?.items ?? [], { reviewer: name, now })?.id ?? null;
  // Neighbours are read before they are needed.
  useInterrupt(next ?? at ?? '', next !== null);
  const { error } = useInterrupt(at ?? '', at !== null);
  const total = useTotal(queue);

  // The first question, where the address names none.
  useEffect(() => {
    if (at === null && next !== null) void setParams({ at: next }, { history: 'replace' });
  }, [at, next, setParams]);

  // What comes next may not have been read yet.
  const [isLeaving, setLeaving] = useState(false);
  const advance = useCallback(() => setLeaving(true), []);
  const isRead = page.data !== undefined;
  useEffect(() => {
    if (!isLeaving || !isRead || at === null) return;
    setLeaving(false);
    setTrail((ids) => [...ids.filter((id) => id !== at), at]);
    if (next === null) setOver(true);
    else void setParams({ at: next });
  }, [isLeaving, isRead, at, next, setParams]);
  const goTo = useCallback(
    (id: string) => {
      setTrail((ids) => ids.filter((other) => other !== id));
      setOver(false);
      void setParams({ at: id });
    },
    [setParams],
  );
  const startOver = useCallback(() => {
    setTrail([]);
    setOver(false);
    void setParams({ at: null });
  }, [setParams]);

  return {
    params,
    at,
    /** Nothing is left after the question on the screen, or nothing at all. */
    isOver: isOver || (at === null && page.data !== undefined && next === null),
    error: page.error,
    /** Of the questions that were met, and how many there were in all when one began. */
    position: trail.length + 1,
    total: total === undefined ? undefined : Math.max(total, trail.length + 1),
    previous: trail.at(-1) ?? null,
    /** The question that was decided last. */
    decided,
    setDecided,
    // A question that is gone has no place in the queue, so nothing comes after it.
    advance: isGone(error) ? startOver : advance,
    goTo,
    startOver,
  };
}

/** Counted once: what is decided meanwhile is behind us, not gone. */
function useTotal(queue: ReturnType<typeof queueParams>): number | undefined {
  const filter = countParams(queue);
  const { data } = useQuery({
    queryKey: ['work-total', filter],
    queryFn: ({ signal }) => fetchJson<InboxCounts>(`/data/inbox-counts${inboxQuery(filter)}`, signal),
    refetchOnMount: false,
  });
  return data?.[queue.view];
}
