'use client';

import { useQuery } from '@tanstack/react-query';
import { Play } from 'lucide-react';
import { EmptyState } from '#app/_ui/empty-state';
import { ErrorState } from '#app/_ui/error-state';
import { SkeletonRows } from '#app/_ui/skeleton';
import { RunActions } from '#app/runs/_list/run-actions';
import { RunRow } from '#app/runs/_list/run-row';
import { t } from '#lib/language/gettext';
import type { RunPage } from '#lib/review/list-runs';
import { threadPartQuery } from '../thread-part-query';

export function RunsTab({ threadId }: { threadId: string }) {
  const runs = useQuery(threadPartQuery<RunPage>({ threadId, part: 'runs' }));
  if (runs.isPending) return <SkeletonRows label={t`Loading runs`} />;
  if (runs.error) return <ErrorState message={runs.error.message} onRetry={() => runs.refetch()} />;
  if (runs.data.runs.length === 0) {
    return (
      <EmptyState icon={<Play aria-hidden />} title={t`No runs yet`}>
        {t`A run starts when the thread gets a message or an answer. A run that was rolled back leaves no row here, only a line in the activity.`}
      </EmptyState>
    );
  }
  return (
    <ul aria-label={t`Runs of this thread`} className="divide-y border-b">
      {runs.data.runs.map((run) => (
        <RunRow key={run.id} run={run} actions={<RunActions run={run} />} />
      ))}
    </ul>
  );
}
