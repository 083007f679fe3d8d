'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useWaiting } from '#app/_attention/use-waiting';
import { queryKeys } from '#app/_data/query-keys';

/** Browsers take a longer time for none. */
const LONGEST_MS = 24 * 60 * 60_000;
/** So that it is over by the server's clock as well. */
const AFTER_MS = 200;

/** Nothing tells that a snoozed question comes back: it just does. So the page looks again at that very moment. */
export function ComeBackClock() {
  const client = useQueryClient();
  const { data, dataUpdatedAt } = useWaiting();
  const wakesInMs = data?.wakesInMs ?? null;
  useEffect(() => {
    if (wakesInMs === null) return;
    const left = Math.max(0, dataUpdatedAt + wakesInMs - Date.now()) + AFTER_MS;
    const lookAgain = () => {
      for (const queryKey of [queryKeys.inbox(), queryKeys.inboxCounts(), queryKeys.waiting(), ['interrupt']]) {
        void client.invalidateQueries({ queryKey });
      }
    };
    const timer = setTimeout(lookAgain, Math.min(left, LONGEST_MS));
    return () => clearTimeout(timer);
  }, [client, dataUpdatedAt, wakesInMs]);
  return null;
}
