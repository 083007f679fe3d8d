import { Circle, CircleCheck, CirclePause, CircleX, LoaderCircle, type LucideIcon } from 'lucide-react';
import { c, t } from '#lib/language/gettext';
import type { NodeState } from '#lib/review/get-thread-graph';

export interface NodeLook {
  icon: LucideIcon;
  /** The state in words; colour alone says nothing. */
  text: string;
  className: string;
}

const looks = (): Record<NodeState, NodeLook> => ({
  waiting: {
    icon: CirclePause,
    text: t`waits for an answer`,
    className: 'border-waiting-ink bg-waiting-soft text-waiting-ink',
  },
  running: {
    icon: LoaderCircle,
    text: c('a node').t`running`,
    className: 'border-running-ink bg-running-soft text-running-ink',
  },
  failed: { icon: CircleX, text: t`failed`, className: 'border-danger bg-danger-soft text-danger-ink' },
  done: {
    icon: CircleCheck,
    text: t`ran in the last run`,
    className: 'border-success-ink bg-success-soft text-success-ink',
  },
});

const quiet: NodeLook = { icon: Circle, text: '', className: 'border-control-line bg-surface text-ink-soft' };

export function nodeLook(state: NodeState | undefined): NodeLook {
  return state ? looks()[state] : quiet;
}
