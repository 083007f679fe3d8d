'use client';

import { Handle, Position } from '@xyflow/react';
import { classNames } from '#app/_ui/class-names';
import type { NodeState } from '#lib/review/get-thread-graph';
import { nodeLook } from './node-look';

export interface NodeMark {
  state?: NodeState;
  /** Instead of the words for the state, e.g. "3 waiting". */
  text?: string;
}

export interface GraphCanvasNodeProps {
  data: { label: string; mark?: NodeMark };
}

export function GraphCanvasNode({ data: { label, mark } }: GraphCanvasNodeProps) {
  const { icon: Icon, text, className } = nodeLook(mark?.state);
  const detail = mark?.text ?? text;
  return (
    <div
      className={classNames(
        'flex h-full w-full items-center gap-2 rounded-md border px-2.5',
        mark?.state && 'border-2',
        className,
      )}
    >
      <Handle type="target" position={Position.Top} isConnectable={false} className="opacity-0" />
      <Icon className={classNames('size-4 shrink-0', mark?.state === 'running' && 'animate-spin')} />
      <span className="min-w-0 flex-1">
        <span className="block truncate text-sm font-medium text-ink">{label}</span>
        {detail ? <span className="block truncate text-2xs">{detail}</span> : null}
      </span>
      <Handle type="source" position={Position.Bottom} isConnectable={false} className="opacity-0" />
    </div>
  );
}
