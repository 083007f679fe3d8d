'use client';

import { useQuery } from '@tanstack/react-query';
import { History as HistoryIcon } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useQueryStates } from 'nuqs';
import { useMemo, useState } from 'react';
import { useShortcuts } from '#app/_shell/use-shortcuts';
import { EmptyState } from '#app/_ui/empty-state';
import { ErrorState } from '#app/_ui/error-state';
import { SkeletonRows } from '#app/_ui/skeleton';
import { t } from '#lib/language/gettext';
import type { History } from '#lib/review/get-history';
import { threadPageParams } from '../thread-params';
import { threadPartQuery } from '../thread-part-query';
import { branchItems } from './branch-items';
import { HistoryEntry } from './history-entry';
import { HistoryFilters } from './history-filters';

const Comparison = dynamic(() => import('./comparison').then((module) => module.Comparison), { loading: () => null });
const Timeline = dynamic(() => import('./timeline').then((module) => module.Timeline), { loading: () => null });

export function HistoryTab({ threadId }: { threadId: string }) {
  const [{ level }, setParams] = useQueryStates(threadPageParams);
  const history = useQuery(threadPartQuery<History>({ threadId, part: 'history', level }));
  if (history.isPending) return <SkeletonRows label={t`Loading history`} />;
  if (history.error) return <ErrorState message={history.error.message} onRetry={() => history.refetch()} />;
  if (history.data.items.length > 0) return <HistoryOf threadId={threadId} history={history.data} />;
  return (
    <EmptyState icon={<HistoryIcon aria-hidden />} title={t`No checkpoints yet`}>
      {t`A checkpoint is written after every superstep of a run.`}{' '}
      {level ? (
        <button type="button" className="text-accent underline" onClick={() => setParams({ level: null })}>
          {t`Show the thread's own graph`}
        </button>
      ) : null}
    </EmptyState>
  );
}

function HistoryOf({ threadId, history }: { threadId: string; history: History }) {
  const [{ checkpoint, compare, level, show }, setParams] = useQueryStates(threadPageParams);
  const [oldestFirst, setOldestFirst] = useState(false);
  const [branch, setBranch] = useState<number | null>(null);
  const [head] = history.items;
  const newestFirst = branchItems(history, branch);
  useCompareKey(head?.parentId ?? null);
  return (
    <>
      <HistoryFilters
        history={history}
        show={show}
        onShowChange={(next) => setParams({ show: next })}
        level={level}
        onLevelChange={(next) => setParams({ level: next, checkpoint: null, compare: null })}
        branch={branch}
        onBranchChange={setBranch}
        oldestFirst={oldestFirst}
        onOrderChange={setOldestFirst}
      />
      {compare ? (
        <Comparison
          threadId={threadId}
          level={level}
          items={history.items}
          from={compare}
          to={checkpoint}
          onChange={(pair) => setParams(pair)}
          onClose={() => setParams({ compare: null, checkpoint: null })}
        />
      ) : null}
      {show === 'timeline' ? <Timeline items={branchItems(history, branch ?? 0)} /> : null}
      <ol aria-label={t`Checkpoints`} className="divide-y border-y">
        {(oldestFirst ? newestFirst.toReversed() : newestFirst).map((item) => (
          <HistoryEntry
            key={item.checkpointId}
            threadId={threadId}
            item={item}
            level={level}
            branches={history.branches}
            isHead={item === head}
          />
        ))}
      </ol>
    </>
  );
}

/** `d`: what the last superstep made of the state. */
function useCompareKey(parentId: string | null) {
  const [, setParams] = useQueryStates(threadPageParams);
  const keys = useMemo(
    () => ({ d: () => void (parentId && setParams({ compare: parentId, checkpoint: null }, { history: 'push' })) }),
    [parentId, setParams],
  );
  useShortcuts(keys);
}
