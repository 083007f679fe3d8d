'use client';

import { AlarmClock, UserRoundCheck } from 'lucide-react';
import { useMemo } from 'react';
import { useReviewer } from '#app/_shell/reviewer';
import { ShortcutButton } from '#app/_shell/shortcut-button';
import { useShortcuts } from '#app/_shell/use-shortcuts';
import { jt } from '#app/_ui/jt';
import { TimeUntil } from '#app/_ui/time-until';
import { c, t } from '#lib/language/gettext';
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
        {t`Assign`}
      </ShortcutButton>
      <ShortcutButton
        size="sm"
        variant="ghost"
        icon={<AlarmClock aria-hidden />}
        shortcut={isAlone ? 'h' : null}
        onClick={() => open('snooze', { questions: [question] })}
      >
        {t`Snooze`}
      </ShortcutButton>
      {assignee === null ? null : (
        <span role="status" className="wrap-anywhere">
          {assignee === name
            ? jt`Assigned to ${<Strong>{c('assigned to').t`you`}</Strong>}`
            : jt`Assigned to ${<Strong>{assignee}</Strong>}. You can answer too.`}
        </span>
      )}
      {snoozedUntil === null ? null : (
        <span role="status" className="wrap-anywhere">
          {snoozedBy === name
            ? jt`Snoozed by you, comes back ${<TimeUntil at={snoozedUntil} />}`
            : jt`Snoozed by ${snoozedBy}, comes back ${<TimeUntil at={snoozedUntil} />}`}
        </span>
      )}
      {dialog}
    </div>
  );
}

function Strong({ children }: { children: string }) {
  return <strong className="font-medium text-ink">{children}</strong>;
}
