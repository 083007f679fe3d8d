import {
  CircleCheck,
  CircleDashed,
  CircleDot,
  CirclePause,
  CircleSlash,
  CircleX,
  Clock,
  Hourglass,
  LoaderCircle,
  type LucideIcon,
} from 'lucide-react';
import { Badge, type Tone } from './badge';

export type RunStatusName = 'pending' | 'running' | 'success' | 'error' | 'timeout' | 'interrupted';
export type StopReasonName = 'done' | 'paused' | 'superseded' | 'cancelled' | 'error' | 'timeout';
export type ThreadStatusName = 'idle' | 'busy' | 'interrupted' | 'error';
export type OutcomeName = 'pending' | 'answered' | 'superseded' | 'expired';

interface Look {
  tone: Tone;
  icon: LucideIcon;
  label: string;
  /** What the word means, for the tooltip. */
  meaning: string;
}

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

const outcomes: Record<OutcomeName, Look> = {
  pending: { tone: 'waiting', icon: CirclePause, label: 'Waiting', meaning: 'Nobody has answered yet' },
  answered: { tone: 'success', icon: CircleCheck, label: 'Answered', meaning: 'A person or client answered' },
  superseded: { tone: 'neutral', icon: CircleSlash, label: 'Superseded', meaning: 'Dropped by a newer run or edit' },
  expired: { tone: 'neutral', icon: Clock, label: 'Expired', meaning: 'Its time ran out' },
};

function LookBadge({ look, suffix }: { look: Look; suffix?: string }) {
  const Icon = look.icon;
  const spinning = look.icon === LoaderCircle;
  return (
    <Badge tone={look.tone} title={look.meaning} icon={<Icon aria-hidden className={spinning ? 'animate-spin' : ''} />}>
      {look.label}
      {suffix ? <span className="font-normal">· {suffix}</span> : null}
    </Badge>
  );
}

/** `stopReason` is shown where it says more than the status: a pause, a cancellation, a newer run. */
export function RunStatusBadge({ status, stopReason }: { status: RunStatusName; stopReason?: StopReasonName | null }) {
  const telling = stopReason === 'paused' || stopReason === 'cancelled' || stopReason === 'superseded';
  return <LookBadge look={runs[status]} suffix={telling ? stopReason : undefined} />;
}

export function ThreadStatusBadge({ status }: { status: ThreadStatusName }) {
  return <LookBadge look={threads[status]} />;
}

export function OutcomeBadge({ outcome }: { outcome: OutcomeName }) {
  return <LookBadge look={outcomes[outcome]} />;
}
