'use client';

import { AlarmClock, UserRoundCheck } from 'lucide-react';
import { useMemo } from 'react';
import { useReviewer } from '#app/_shell/reviewer';
import { ShortcutButton } from '#app/_shell/shortcut-button';
import { useShortcuts } from '#app/_shell/use-shortcuts';
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
    useMemo(
      () => ({
        i: () => open('assign', { questions: [question] }),
        h: () => open('snooze', { questions: [question] }),
      }),
      [open, question],
    ),
    isAlone,
  );
  return (
    <div className="flex min-h-7 flex-wrap items-center gap-2 text-xs text-ink-faint">
      <ShortcutButton
        size="sm"
        variant="ghost"
        icon={<UserRoundCheck aria-hidden />}
        shortcut={isAlone ? 'i' : null}
        onClick={() => open('assign', { questions: [question] })}
      >
        Assign
      </ShortcutButton>
      <ShortcutButton
        size="sm"
        variant="ghost"
        icon={<AlarmClock aria-hidden />}
        shortcut={isAlone ? 'h' : null}
        onClick={() => open('snooze', { questions: [question] })}
      >
        Snooze
      </ShortcutButton>
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
