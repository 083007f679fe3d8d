'use client';

import { AlarmClock, UserRoundCheck } from 'lucide-react';
import { useMemo } from 'react';
import { useReviewer } from '#app/_shell/reviewer';
import { useShortcuts } from '#app/_shell/use-shortcuts';
import { Button } from '#app/_ui/button';
import { Kbd } from '#app/_ui/kbd';
import { TimeUntil } from '#app/_ui/time-until';
import type { TriagedQuestion } from './triaged-question';
import { useTriage } from './use-triage';

export interface TriageLineProps {
  question: TriagedQuestion & { snoozedBy: string | null };
  /** Of several questions on a screen none has the keys. */
  isAlone: boolean;
}

/** Whom a question is assigned to and when it comes back, and the way to change that. */
export function TriageLine({ question, isAlone }: TriageLineProps) {
  const { name } = useReviewer();
  const { open, dialog } = useTriage();
  const { assignee, snoozedUntil, snoozedBy } = question;
  const whose = (by: string | null) => (by === name ? 'you' : by);
  useShortcuts(
    useMemo(() => ({ i: () => open('assign', [question]), h: () => open('snooze', [question]) }), [open, question]),
    isAlone,
  );
  return (
    <div className="flex min-h-7 flex-wrap items-center gap-2 text-xs text-ink-faint">
      <Button
        size="sm"
        variant="ghost"
        icon={<UserRoundCheck aria-hidden />}
        aria-keyshortcuts={isAlone ? 'i' : undefined}
        onClick={() => open('assign', [question])}
      >
        Assign {isAlone ? <Kbd>i</Kbd> : null}
      </Button>
      <Button
        size="sm"
        variant="ghost"
        icon={<AlarmClock aria-hidden />}
        aria-keyshortcuts={isAlone ? 'h' : undefined}
        onClick={() => open('snooze', [question])}
      >
        Snooze {isAlone ? <Kbd>h</Kbd> : null}
      </Button>
      {assignee === null ? null : (
        <span role="status" className="wrap-anywhere">
          Assigned to <strong className="font-medium text-ink">{whose(assignee)}</strong>
          {assignee === name ? null : '. You can answer too.'}
        </span>
      )}
      {snoozedUntil === null ? null : (
        <span role="status" className="wrap-anywhere">
          Snoozed by {whose(snoozedBy)}, comes back <TimeUntil at={snoozedUntil} />
        </span>
      )}
      {dialog}
    </div>
  );
}
