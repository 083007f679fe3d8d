'use client';

import { t } from '#lib/language/gettext';
import '@xyflow/react/dist/style.css';
import { Background, Controls, type Edge, MarkerType, type Node, ReactFlow } from '@xyflow/react';
import { useMemo } from 'react';
import { useTheme } from '#app/_ui/theme';
import type { GraphNode } from '#lib/review/outline-graph';
import { GraphCanvasNode, type NodeMark } from './graph-canvas-node';
import { layoutGraph, NODE_HEIGHT, NODE_WIDTH } from './layout-graph';

export interface GraphCanvasProps {
  nodes: GraphNode[];
  /** What to say of a node, by node id. */
  marks: Record<string, NodeMark>;
}

const nodeTypes = { graph: GraphCanvasNode };

/** The drawing, for the eye and the mouse; the outline beside it says the same in words. */
export function GraphCanvas({ nodes, marks }: GraphCanvasProps) {
  const { shownTheme } = useTheme();
  const flow = useMemo(() => ({ nodes: flowNodes(nodes, marks), edges: flowEdges(nodes) }), [nodes, marks]);
  return (
    <section
      aria-label={t`Drawing of the graph`}
      className="h-[clamp(27rem,68vh,44rem)] w-full [&_.react-flow\_\_attribution]:bg-transparent!"
    >
      <ReactFlow
        nodes={flow.nodes}
        edges={flow.edges}
        nodeTypes={nodeTypes}
        colorMode={shownTheme}
        ariaLabelConfig={{
          'controls.ariaLabel': t`Control Panel`,
          'controls.zoomIn.ariaLabel': t`Zoom In`,
          'controls.zoomOut.ariaLabel': t`Zoom Out`,
          'controls.fitView.ariaLabel': t`Fit View`,
        }}
        fitView
        fitViewOptions={{ maxZoom: 1, padding: 0.1 }}
        minZoom={0.2}
        nodesDraggable={false}
        nodesConnectable={false}
        nodesFocusable={false}
        edgesFocusable={false}
        elementsSelectable={false}
        zoomOnScroll={false}
        preventScrolling={false}
      >
        <Background />
        <Controls showInteractive={false} />
      </ReactFlow>
    </section>
  );
}

function flowNodes(nodes: GraphNode[], marks: Record<string, NodeMark>): Node[] {
  const positions = layoutGraph(nodes);
  return nodes.map(({ id, label }) => ({
    id,
    type: 'graph',
    position: positions.get(id) ?? { x: 0, y: 0 },
    width: NODE_WIDTH,
    height: NODE_HEIGHT,
    data: { label, mark: marks[id] },
  }));
}

function flowEdges(nodes: GraphNode[]): Edge[] {
  return nodes.flatMap(({ id, next }) =>
    next.map((edge) => ({
      id: `${id}-${edge.id}-${edge.label ?? ''}`,
      source: id,
      target: edge.id,
      label: edge.label ?? undefined,
      style: edge.isConditional ? { strokeDasharray: '5 4' } : undefined,
      markerEnd: { type: MarkerType.ArrowClosed, width: 18, height: 18 },
    })),
  );
}
