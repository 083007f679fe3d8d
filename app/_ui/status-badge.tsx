import { CircleCheck, CircleDashed, CircleDot, CirclePause, CircleX, Hourglass, LoaderCircle } from 'lucide-react';
import { type Look, LookBadge } from './look-badge';

export type RunStatusName = 'pending' | 'running' | 'success' | 'error' | 'timeout' | 'interrupted';
export type StopReasonName = 'done' | 'paused' | 'superseded' | 'cancelled' | 'error' | 'timeout';
export type ThreadStatusName = 'idle' | 'busy' | 'interrupted' | 'error';

const runs: Record<RunStatusName, Look> = {
  pending: { tone: 'neutral', icon: CircleDashed, label: 'Pending', meaning: 'In the queue of its thread' },
  running: { tone: 'running', icon: LoaderCircle, label: 'Running', meaning: 'A worker executes it now' },
  success: { tone: 'success', icon: CircleCheck, label: 'Success', meaning: 'Ended by itself' },
  error: { tone: 'danger', icon: CircleX, label: 'Error', meaning: 'The graph failed' },
  timeout: { tone: 'danger', icon: Hourglass, label: 'Timeout', meaning: 'Took too long' },
  interrupted: {
    tone: 'waiting',
    icon: CirclePause,
    label: 'Interrupted',
    meaning: 'Paused at a question, or stopped before its end',
  },
};

const threads: Record<ThreadStatusName, Look> = {
  idle: { tone: 'neutral', icon: CircleDot, label: 'Idle', meaning: 'Nothing runs and nothing waits' },
  busy: { tone: 'running', icon: LoaderCircle, label: 'Busy', meaning: 'A run is pending or running' },
  interrupted: { tone: 'waiting', icon: CirclePause, label: 'Interrupted', meaning: 'Waits for an answer' },
  error: { tone: 'danger', icon: CircleX, label: 'Error', meaning: 'Its last run failed' },
};

/** `stopReason` is shown where it says more than the status: a pause, a cancellation, a newer run. */
export function RunStatusBadge({ status, stopReason }: { status: RunStatusName; stopReason?: StopReasonName | null }) {
  const telling = stopReason === 'paused' || stopReason === 'cancelled' || stopReason === 'superseded';
  return <LookBadge look={runs[status]} suffix={telling ? stopReason : undefined} />;
}

export function ThreadStatusBadge({ status }: { status: ThreadStatusName }) {
  return <LookBadge look={threads[status]} />;
}
