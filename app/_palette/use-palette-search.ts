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
  const options = { enabled: isWanted, gcTime: 60_000, placeholderData: keepPreviousData };
  const query = `q=${encodeURIComponent(words)}`;
  const questions = useQuery({
    ...options,
    queryKey: ['palette', 'questions', words],
    queryFn: ({ signal }) => fetchJson<InboxPage>(`/data/inbox?view=all&${query}`, signal),
  });
  const threads = useQuery({
    ...options,
    queryKey: ['palette', 'threads', words],
    queryFn: ({ signal }) => fetchJson<ThreadPage>(`/data/threads?${query}`, signal),
  });
  return {
    questions: isWanted ? (questions.data?.items.slice(0, MOST) ?? []) : [],
    threads: isWanted ? (threads.data?.threads.slice(0, MOST) ?? []) : [],
    isSearching: isWanted && (questions.isFetching || threads.isFetching),
    error: isWanted ? (questions.error ?? threads.error) : null,
  };
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
