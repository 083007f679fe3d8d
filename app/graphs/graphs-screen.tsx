'use client';

import { CircleHelp, LoaderCircle, Workflow } from 'lucide-react';
import Link from 'next/link';
import { useGraphs } from '#app/_graph/use-graphs';
import { Badge } from '#app/_ui/badge';
import { EmptyState } from '#app/_ui/empty-state';
import { ErrorState } from '#app/_ui/error-state';
import { PageHeader } from '#app/_ui/page-header';
import { SkeletonRows } from '#app/_ui/skeleton';
import { msgid, ngettext, t } from '#lib/language/gettext';
import type { GraphItem } from '#lib/review/list-graphs';

export function GraphsScreen() {
  const graphs = useGraphs();
  return (
    <>
      <PageHeader title={t`Graphs`} description={t`What this server can run`} />
      {graphs.isPending ? <SkeletonRows rows={3} label={t`Loading graphs`} /> : null}
      {graphs.error ? <ErrorState message={graphs.error.message} onRetry={() => graphs.refetch()} /> : null}
      {graphs.data?.length === 0 ? (
        <EmptyState icon={<Workflow aria-hidden />} title={t`No graphs yet`}>
          {t`Name a langgraph.json in HOLDPOINT_GRAPHS, or add yours to lib/graphs/index.ts, and restart.`}
        </EmptyState>
      ) : null}
      <ul aria-label={t`Graphs`} className="divide-y border-y empty:hidden">
        {graphs.data?.map((graph) => (
          <GraphRow key={graph.id} graph={graph} />
        ))}
      </ul>
    </>
  );
}

function GraphRow({ graph }: { graph: GraphItem }) {
  const { waitingQuestions, unfinishedRuns, threads } = graph;
  return (
    <li className="relative flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-3 hover:bg-sunken md:px-6">
      <div className="min-w-0 flex-1 basis-64">
        <p className="flex items-baseline gap-2">
          <Link
            href={`/graphs/${graph.id}`}
            className="font-medium after:absolute after:inset-0 focus-visible:after:outline-2"
          >
            {graph.name}
          </Link>
          <span className="font-mono text-xs text-ink-faint">{graph.id}</span>
        </p>
        <p className="text-sm text-ink-faint">{graph.description}</p>
      </div>
      <span className="flex flex-wrap items-center gap-2 text-xs text-ink-faint">
        {waitingQuestions > 0 ? (
          <Badge tone="waiting" icon={<CircleHelp aria-hidden />}>
            {t`${waitingQuestions} waiting`}
          </Badge>
        ) : null}
        {unfinishedRuns > 0 ? (
          <Badge tone="running" icon={<LoaderCircle aria-hidden />}>
            {t`${unfinishedRuns} unfinished`}
          </Badge>
        ) : null}
        {ngettext(msgid`${threads} thread`, msgid`${threads} threads`, threads)}
      </span>
    </li>
  );
}
