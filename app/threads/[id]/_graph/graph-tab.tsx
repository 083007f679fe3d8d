'use client';

import { useQuery } from '@tanstack/react-query';
import { Workflow } from 'lucide-react';
import { useMemo } from 'react';
import { GraphDrawing } from '#app/_graph/graph-drawing';
import { EmptyState } from '#app/_ui/empty-state';
import { ErrorState } from '#app/_ui/error-state';
import { Skeleton } from '#app/_ui/skeleton';
import { t } from '#lib/language/gettext';
import type { NodeState, ThreadGraph } from '#lib/review/get-thread-graph';
import { threadPartQuery } from '../thread-part-query';

const noStates: Record<string, NodeState> = {};

/** The thread's graph, with the node that waits or runs marked. */
export function GraphTab({ threadId }: { threadId: string }) {
  const drawing = useQuery(threadPartQuery<ThreadGraph>({ threadId, part: 'graph' }));
  const states = drawing.data?.states ?? noStates;
  const marks = useMemo(
    () => Object.fromEntries(Object.entries(states).map(([id, state]) => [id, { state }])),
    [states],
  );
  if (drawing.error) return <ErrorState message={drawing.error.message} onRetry={() => drawing.refetch()} />;
  return (
    <div className="px-4 py-4 md:px-6">
      {drawing.isPending ? <Skeleton className="h-110 w-full" /> : null}
      {drawing.data && !drawing.data.graph ? <NoGraph graphId={drawing.data.graphId} /> : null}
      {drawing.data?.graph ? <GraphDrawing nodes={drawing.data.graph.nodes} marks={marks} /> : null}
    </div>
  );
}

function NoGraph({ graphId }: { graphId: string | null }) {
  return (
    <EmptyState
      icon={<Workflow aria-hidden />}
      title={graphId ? t`This server does not offer graph ${graphId}` : t`No graph yet`}
    >
      {graphId
        ? t`Add it to lib/graphs/index.ts and restart, then the thread can go on.`
        : t`The first run of a thread decides which graph it uses.`}
    </EmptyState>
  );
}
