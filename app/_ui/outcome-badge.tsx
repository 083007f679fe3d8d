import { CircleCheck, CirclePause, CircleSlash, Clock } from 'lucide-react';
import { t } from '#lib/language/gettext';
import { type Look, LookBadge } from './look-badge';

export type OutcomeName = 'pending' | 'answered' | 'superseded' | 'expired';

const outcomes: Record<OutcomeName, () => Look> = {
  pending: () => ({ tone: 'waiting', icon: CirclePause, label: t`Waiting`, meaning: t`Nobody has answered yet` }),
  answered: () => ({ tone: 'success', icon: CircleCheck, label: t`Answered`, meaning: t`A person or client answered` }),
  superseded: () => ({
    tone: 'neutral',
    icon: CircleSlash,
    label: t`Superseded`,
    meaning: t`Dropped by a newer run or edit`,
  }),
  expired: () => ({ tone: 'neutral', icon: Clock, label: t`Expired`, meaning: t`Its time ran out` }),
};

// Apart from what is said of runs and threads, whose icons the first load of the inbox does not need.
export function OutcomeBadge({ outcome }: { outcome: OutcomeName }) {
  return <LookBadge look={outcomes[outcome]()} />;
}
