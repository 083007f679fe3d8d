'use client';

import { useQuery } from '@tanstack/react-query';
import { fetchJson } from '#app/_data/fetch-json';
import { queryKeys } from '#app/_data/query-keys';
import type { InterruptView } from '#lib/review/get-interrupt';
import type { RunProgress } from '#lib/review/get-run-progress';

export function useInterrupt(interruptId: string, enabled = true) {
  return useQuery({
    enabled,
    queryKey: queryKeys.interrupt(interruptId),
    queryFn: ({ signal }) => fetchJson<InterruptView>(`/data/interrupts/${interruptId}`, signal),
  });
}

export function useRunProgress(runId: string) {
  return useQuery({
    queryKey: queryKeys.runProgress(runId),
    queryFn: ({ signal }) => fetchJson<RunProgress>(`/data/run-progress/${runId}`, signal),
  });
}
