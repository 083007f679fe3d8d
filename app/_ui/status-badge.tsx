import { CircleCheck, CircleDashed, CircleDot, CirclePause, CircleX, Hourglass, LoaderCircle } from 'lucide-react';
import { t } from '#lib/language/gettext';
import { type Look, LookBadge } from './look-badge';

export type RunStatusName = 'pending' | 'running' | 'success' | 'error' | 'timeout' | 'interrupted';
export type StopReasonName = 'done' | 'paused' | 'superseded' | 'cancelled' | 'error' | 'timeout';
export type ThreadStatusName = 'idle' | 'busy' | 'interrupted' | 'error';

const runs: Record<RunStatusName, () => Look> = {
  pending: () => ({ tone: 'neutral', icon: CircleDashed, label: t`Pending`, meaning: t`In the queue of its thread` }),
  running: () => ({ tone: 'running', icon: LoaderCircle, label: t`Running`, meaning: t`A worker executes it now` }),
  success: () => ({ tone: 'success', icon: CircleCheck, label: t`Success`, meaning: t`Ended by itself` }),
  error: () => ({ tone: 'danger', icon: CircleX, label: t`Error`, meaning: t`The graph failed` }),
  timeout: () => ({ tone: 'danger', icon: Hourglass, label: t`Timeout`, meaning: t`Took too long` }),
  interrupted: () => ({
    tone: 'waiting',
    icon: CirclePause,
    label: t`Interrupted`,
    meaning: t`Paused at a question, or stopped before its end`,
  }),
};

const threads: Record<ThreadStatusName, () => Look> = {
  idle: () => ({ tone: 'neutral', icon: CircleDot, label: t`Idle`, meaning: t`Nothing runs and nothing waits` }),
  busy: () => ({ tone: 'running', icon: LoaderCircle, label: t`Busy`, meaning: t`A run is pending or running` }),
  interrupted: () => ({ tone: 'waiting', icon: CirclePause, label: t`Interrupted`, meaning: t`Waits for an answer` }),
  error: () => ({ tone: 'danger', icon: CircleX, label: t`Error`, meaning: t`Its last run failed` }),
};

/** `stopReason` is shown where it says more than the status: a pause, a cancellation, a newer run. */
export function RunStatusBadge({ status, stopReason }: { status: RunStatusName; stopReason?: StopReasonName | null }) {
  return <LookBadge look={runs[status]()} suffix={tellingReason(stopReason)} />;
}

function tellingReason(reason: StopReasonName | null | undefined): string | undefined {
  switch (reason) {
    case 'paused':
      return t`paused`;
    case 'cancelled':
      return t`cancelled`;
    case 'superseded':
      return t`superseded`;
    default:
      return undefined;
  }
}

export function ThreadStatusBadge({ status }: { status: ThreadStatusName }) {
  return <LookBadge look={threads[status]()} />;
}
