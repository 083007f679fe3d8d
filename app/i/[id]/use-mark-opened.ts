'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { markOpened } from '#app/_actions/mark-opened';
import { queryKeys } from '#app/_data/query-keys';
import { useReviewer } from '#app/_shell/reviewer';

/** Once a question that waits is in sight it is not unread any more. */
export function useMarkOpened(interruptId: string, isPending: boolean): void {
  const client = useQueryClient();
  const { name } = useReviewer();
  useEffect(() => {
    if (name === null || !isPending) return;
    const mark = async () => {
      const result = await markOpened(interruptId).catch(() => null);
      // One that could not be marked stays unread, which harms nobody.
      if (result?.ok) await client.invalidateQueries({ queryKey: queryKeys.inbox() });
    };
    void mark();
  }, [client, interruptId, isPending, name]);
}
