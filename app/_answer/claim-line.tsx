'use client';

import { Hand, UserRoundPen } from 'lucide-react';
import { useMemo } from 'react';
import { ShortcutButton } from '#app/_shell/shortcut-button';
import { useShortcuts } from '#app/_shell/use-shortcuts';
import { jt } from '#app/_ui/jt';
import { Notice } from '#app/_ui/notice';
import { TimeUntil } from '#app/_ui/time-until';
import { t } from '#lib/language/gettext';
import type { Claim } from '#lib/runs/interrupt-claim';
import { useClaim } from './use-claim';

export interface ClaimLineProps {
  interruptId: string;
  /** One that has not run out. */
  claim: Claim | null;
  /** Of several questions on a screen none has the key. */
  isAlone: boolean;
}

/** Who answers the question now, and the way to say that it is you. */
export function ClaimLine({ interruptId, claim, isAlone }: ClaimLineProps) {
  const { isMine, toggle } = useClaim(interruptId, claim);
  const isFree = claim === null || isMine;
  useShortcuts(
    useMemo(() => ({ c: () => void toggle() }), [toggle]),
    isAlone && isFree,
  );
  if (!isFree) {
    return (
      <div className="basis-full pl-2">
        <Notice
          tone="waiting"
          role="status"
          title={jt`${claim.by} is answering this; the claim ends ${<TimeUntil at={claim.until} />}`}
        >
          {t`You can answer too: the first answer stands.`}
        </Notice>
      </div>
    );
  }
  return (
    <div className="flex min-h-7 flex-wrap items-center gap-2 text-xs text-ink-faint">
      {isMine ? (
        <span role="status" className="flex items-center gap-1.5 pl-2">
          <UserRoundPen aria-hidden className="size-3.5" />
          {t`You are answering this; others see that.`}
        </span>
      ) : null}
      <ShortcutButton
        size="sm"
        variant="ghost"
        icon={<Hand aria-hidden />}
        shortcut={isAlone ? 'c' : null}
        onClick={() => void toggle()}
      >
        {isMine ? t`Release` : t`Claim`}
      </ShortcutButton>
    </div>
  );
}
