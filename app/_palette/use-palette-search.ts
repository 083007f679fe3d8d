'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { fetchJson } from '#app/_data/fetch-json';
import type { InboxPage } from '#lib/review/list-inbox';
import type { ThreadPage } from '#lib/review/list-threads';

const SHORTEST = 2;
const TYPING_MS = 150;
const MOST = 6;

/** Questions and threads with these words in them, or with this id. Nothing is looked for while somebody types. */
export function usePaletteSearch(text: string) {
  const words = useSettled(text.trim());
  const isWanted = words.length >= SHORTEST;
  const search = useQuery({
    enabled: isWanted,
    gcTime: 60_000,
    placeholderData: keepPreviousData,
    queryKey: ['palette', words],
    queryFn: ({ signal }) => searchBoth(words, signal),
  });
  const [questions, threads] = (isWanted && search.data) || [[], []];
  return { questions, threads, isSearching: isWanted && search.isFetching, error: isWanted ? search.error : null };
}

/** Together, so that what Enter opens does not depend on which of the two was found sooner. */
async function searchBoth(words: string, signal: AbortSignal): Promise<[InboxPage['items'], ThreadPage['threads']]> {
  const query = `q=${encodeURIComponent(words)}`;
  const [{ items }, { threads }] = await Promise.all([
    fetchJson<InboxPage>(`/data/inbox?view=all&${query}`, signal),
    fetchJson<ThreadPage>(`/data/threads?${query}`, signal),
  ]);
  return [items.slice(0, MOST), threads.slice(0, MOST)];
}

/** The text, once it has not changed for a moment. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), TYPING_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
