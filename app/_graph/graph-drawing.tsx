'use client';

import dynamic from 'next/dynamic';
import { Skeleton } from '#app/_ui/skeleton';
import type { GraphNode } from '#lib/review/outline-graph';
import type { NodeMark } from './graph-canvas-node';
import { GraphOutline } from './graph-outline';

const GraphCanvas = dynamic(() => import('./graph-canvas').then((module) => module.GraphCanvas), {
  ssr: false,
  loading: () => <Skeleton className="h-[clamp(27rem,68vh,44rem)] w-full" />,
});

export interface GraphDrawingProps {
  nodes: GraphNode[];
  marks: Record<string, NodeMark>;
}

/** A graph twice: as a drawing and, for whoever cannot use that, in words. */
export function GraphDrawing({ nodes, marks }: GraphDrawingProps) {
  return (
    <div className="grid gap-4 lg:grid-cols-[minmax(0,1fr)_18rem]">
      <div className="min-w-0 overflow-hidden rounded-lg border">
        <GraphCanvas nodes={nodes} marks={marks} />
      </div>
      <GraphOutline nodes={nodes} marks={marks} />
    </div>
  );
}
