import { classNames } from '#app/_ui/class-names';
import { t } from '#lib/language/gettext';
import { type GraphNode, nodeLabel } from '#lib/review/outline-graph';
import type { NodeMark } from './graph-canvas-node';
import { nodeLook } from './node-look';

export interface GraphOutlineProps {
  nodes: GraphNode[];
  marks: Record<string, NodeMark>;
}

/** The drawing in words: every node in order, its state, and what may follow it. */
export function GraphOutline({ nodes, marks }: GraphOutlineProps) {
  return (
    <ol aria-label={t`Nodes in order`} className="flex flex-col divide-y">
      {nodes.map((node) => (
        <OutlineNode key={node.id} node={node} mark={marks[node.id]} />
      ))}
    </ol>
  );
}

function OutlineNode({ node, mark }: { node: GraphNode; mark?: NodeMark }) {
  const { icon: Icon, text, className } = nodeLook(mark?.state);
  const state = mark?.text ?? text;
  return (
    <li className="flex items-start gap-2.5 py-2">
      <span className={classNames('mt-0.5 flex size-6 shrink-0 items-center justify-center rounded border', className)}>
        <Icon aria-hidden className={classNames('size-3.5', mark?.state === 'running' && 'animate-spin')} />
      </span>
      <span className="min-w-0 text-sm">
        <span className="font-medium">{node.label}</span>
        {state ? <span className="text-ink-soft"> · {state}</span> : null}
        <span className="block text-xs text-ink-faint">{followText(node)}</span>
      </span>
    </li>
  );
}

function followText({ next }: GraphNode): string {
  if (next.length === 0) return t`Nothing follows.`;
  const names = next.map((edge) => nodeLabel(edge.id) + (edge.label ? ` (${edge.label})` : '')).join(', ');
  const isChoice = next.some((edge) => edge.isConditional);
  if (isChoice) return t`Then one of: ${names}`;
  return next.length > 1 ? t`Then, in parallel: ${names}` : t`Then ${names}`;
}
