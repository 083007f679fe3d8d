'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useMemo } from 'react';
import { fetchJson } from '#app/_data/fetch-json';
import { queryKeys } from '#app/_data/query-keys';
import type { NodeMark } from '#app/_graph/graph-canvas-node';
import { GraphDrawing } from '#app/_graph/graph-drawing';
import { May } from '#app/_shell/may';
import { BackLink } from '#app/_ui/back-link';
import { ErrorState } from '#app/_ui/error-state';
import { formatCount } from '#app/_ui/format-count';
import { PageHeader } from '#app/_ui/page-header';
import { SkeletonRows } from '#app/_ui/skeleton';
import { NewThreadButton } from '#app/threads/_list/new-thread-button';
import { ThreadRow } from '#app/threads/_list/thread-row';
import { msgid, ngettext, t } from '#lib/language/gettext';
import type { GraphDetail } from '#lib/review/get-graph';
import { NodeReplies } from './node-replies';

const nothing: Record<string, number> = {};

export function GraphScreen({ id }: { id: string }) {
  const graph = useQuery({
    queryKey: queryKeys.graph(id),
    queryFn: ({ signal }) => fetchJson<GraphDetail>(`/data/graphs/${encodeURIComponent(id)}`, signal),
  });
  const waiting = graph.data?.waiting ?? nothing;
  const marks = useMemo(
    () => Object.fromEntries(Object.entries(waiting).map(([node, count]) => [node, waitingMark(count)])),
    [waiting],
  );
  if (graph.isPending) return <SkeletonRows label={t`Loading graph`} />;
  if (graph.error) return <ErrorState message={graph.error.message} onRetry={() => graph.refetch()} />;
  const { name, description, nodes, threads, replies } = graph.data;
  return (
    <>
      <PageHeader
        title={name}
        eyebrow={
          <>
            <BackLink href="/graphs">{t`Graphs`}</BackLink>
            <span className="font-mono">{id}</span>
          </>
        }
        description={description}
        actions={<NewThreadButton graphId={id} />}
      />
      <div className="px-4 pb-5 md:px-6">
        <GraphDrawing nodes={nodes} marks={marks} />
      </div>
      {replies.length > 0 ? (
        <May permission="administer">
          <NodeReplies graphId={id} replies={replies} />
        </May>
      ) : null}
      <h2 className="px-4 pb-2 text-sm font-semibold md:px-6">
        {t`Threads of this graph`} <span className="font-normal text-ink-faint">{formatCount(threads.total)}</span>
      </h2>
      {threads.total === 0 ? (
        <p className="border-t px-4 py-4 text-sm text-ink-faint md:px-6">{t`No thread has used this graph yet.`}</p>
      ) : null}
      <ul aria-label={t`Threads of this graph`} className="divide-y border-y empty:hidden">
        {threads.threads.map((thread) => (
          <ThreadRow key={thread.id} thread={thread} />
        ))}
      </ul>
      {threads.next ? (
        <p className="px-4 py-3 text-sm md:px-6">
          <Link href={`/threads?graph=${encodeURIComponent(id)}`} className="text-accent underline">
            {allThreads(threads.total)}
          </Link>
        </p>
      ) : null}
    </>
  );
}

function waitingMark(count: number): NodeMark {
  return { state: 'waiting', text: t`${count} waiting` };
}

function allThreads(count: number): string {
  const shown = formatCount(count);
  return ngettext(msgid`All ${shown} threads`, msgid`All ${shown} threads`, count);
}
