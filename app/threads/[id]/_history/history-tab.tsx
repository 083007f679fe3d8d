'use client';

import { useQuery } from '@tanstack/react-query';
import { History as HistoryIcon } from 'lucide-react';
import { useState } from 'react';
import { Button } from '#app/_ui/button';
import { EmptyState } from '#app/_ui/empty-state';
import { ErrorState } from '#app/_ui/error-state';
import { SkeletonRows } from '#app/_ui/skeleton';
import type { History } from '#lib/review/get-history';
import { threadPartQuery } from '../thread-part-query';
import { HistoryEntry } from './history-entry';

export function HistoryTab({ threadId }: { threadId: string }) {
  const [oldestFirst, setOldestFirst] = useState(false);
  const history = useQuery(threadPartQuery<History>({ threadId, part: 'history' }));
  if (history.isPending) return <SkeletonRows label="Loading history" />;
  if (history.error) return <ErrorState message={history.error.message} onRetry={() => history.refetch()} />;
  const { items, isCut } = history.data;
  if (items.length === 0) {
    return (
      <EmptyState icon={<HistoryIcon aria-hidden />} title="No checkpoints yet">
        A checkpoint is written after every superstep of a run.
      </EmptyState>
    );
  }
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-2 px-4 py-2.5 md:px-6">
        <p className="text-sm text-ink-faint">
          {isCut ? `The newest ${items.length}` : items.length} checkpoints, {oldestFirst ? 'in order' : 'newest first'}
        </p>
        <Button size="sm" onClick={() => setOldestFirst(!oldestFirst)}>
          {oldestFirst ? 'Newest first' : 'In order'}
        </Button>
      </div>
      <ol aria-label="Checkpoints" className="divide-y border-y">
        {(oldestFirst ? items.toReversed() : items).map((item) => (
          <HistoryEntry key={item.checkpointId} threadId={threadId} item={item} isHead={item === items[0]} />
        ))}
      </ol>
    </>
  );
}
