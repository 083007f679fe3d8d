'use client';

import { useQuery } from '@tanstack/react-query';
import { SearchX } from 'lucide-react';
import { useQueryStates } from 'nuqs';
import { Button } from '#app/_ui/button';
import { EmptyState } from '#app/_ui/empty-state';
import { ErrorState } from '#app/_ui/error-state';
import { Notice } from '#app/_ui/notice';
import { SkeletonRows } from '#app/_ui/skeleton';
import { t } from '#lib/language/gettext';
import type { StateAt } from '#lib/review/get-state-view';
import { noPlace, threadPageParams } from '../thread-params';
import { threadPartQuery } from '../thread-part-query';
import { StateActions } from './state-actions';
import { StateDetail } from './state-detail';

/** The state at the head of the thread, or at the checkpoint that the address names. */
export function StateTab({ threadId }: { threadId: string }) {
  const [{ checkpoint, level }, setParams] = useQueryStates(threadPageParams);
  const state = useQuery(threadPartQuery<StateAt>({ threadId, part: 'state', checkpoint, level }));
  const showHead = (
    <Button size="sm" onClick={() => setParams(noPlace, { history: 'push' })}>
      {t`Show the head`}
    </Button>
  );
  return (
    <div className="flex flex-col gap-4 px-4 py-4 md:px-6">
      {checkpoint || level ? (
        <Notice actions={showHead} title={placeTitle(checkpoint, level)}>
          <span className="font-mono text-xs">{checkpoint ?? level}</span>
        </Notice>
      ) : null}
      {state.isPending ? <SkeletonRows label={t`Loading state`} /> : null}
      {state.error ? <ErrorState message={state.error.message} onRetry={() => state.refetch()} /> : null}
      {state.data?.state?.checkpointId ? (
        <StateActions threadId={threadId} state={state.data.state} level={level} isHead={checkpoint === null} />
      ) : null}
      {state.data?.state ? <StateDetail key={state.data.state.checkpointId} state={state.data.state} /> : null}
      {state.data?.state === null ? <NoCheckpoint /> : null}
    </div>
  );
}

function placeTitle(checkpoint: string | null, level: string | null): string {
  if (!level) return t`This is the state at an earlier checkpoint`;
  return checkpoint
    ? t`This is the state of a nested graph, at one of its checkpoints`
    : t`This is the state of a nested graph`;
}

function NoCheckpoint() {
  return (
    <EmptyState icon={<SearchX aria-hidden />} title={t`There is no such checkpoint`}>
      {t`Its run may have been rolled back, which deletes the checkpoints too. The history lists those that are there.`}
    </EmptyState>
  );
}
