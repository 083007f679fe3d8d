import { CircleCheck, CirclePause, CircleSlash, Clock } from 'lucide-react';
import { type Look, LookBadge } from './look-badge';

export type OutcomeName = 'pending' | 'answered' | 'superseded' | 'expired';

const outcomes: Record<OutcomeName, Look> = {
  pending: { tone: 'waiting', icon: CirclePause, label: 'Waiting', meaning: 'Nobody has answered yet' },
  answered: { tone: 'success', icon: CircleCheck, label: 'Answered', meaning: 'A person or client answered' },
  superseded: { tone: 'neutral', icon: CircleSlash, label: 'Superseded', meaning: 'Dropped by a newer run or edit' },
  expired: { tone: 'neutral', icon: Clock, label: 'Expired', meaning: 'Its time ran out' },
};

// Apart from what is said of runs and threads, whose icons the first load of the inbox does not need.
export function OutcomeBadge({ outcome }: { outcome: OutcomeName }) {
  return <LookBadge look={outcomes[outcome]} />;
}
