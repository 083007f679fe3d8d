'use client';

import { Eye } from 'lucide-react';
import { useNow } from '#app/_ui/now';
import type { Claim } from '#lib/runs/interrupt-claim';
import { describeLooks } from './looks';
import { useLooks } from './use-looks';

export interface LookersProps {
  interruptId: string;
  /** Who answers it is said to do so elsewhere. */
  claim: Claim | null;
}

/** Who else has the question open. It comes and goes beside a line that is there anyway, so that nothing moves. */
export function Lookers({ interruptId, claim }: LookersProps) {
  const now = useNow();
  const answering = claim && Date.parse(claim.until) > now ? claim.by : null;
  const names = useLooks(interruptId).filter((name) => name !== answering);
  if (names.length === 0) return null;
  return (
    <span className="ml-auto flex min-w-0 items-center gap-1.5">
      <Eye aria-hidden className="size-3.5 shrink-0" />
      <span className="truncate">{describeLooks(names)}</span>
    </span>
  );
}
