'use client';

import { UserRoundCheck } from 'lucide-react';
import { useMemo } from 'react';
import { useReviewer } from '#app/_shell/reviewer';
import { useShortcutSettings, useShortcuts } from '#app/_shell/use-shortcuts';
import { Button } from '#app/_ui/button';
import { Kbd } from '#app/_ui/kbd';
import type { TriagedQuestion } from './triaged-question';
import { useTriage } from './use-triage';

export interface TriageLineProps {
  question: TriagedQuestion;
  /** Of several questions on a screen none has the keys. */
  isAlone: boolean;
}

/** Whom a question is assigned to, and the way to change that. */
export function TriageLine({ question, isAlone }: TriageLineProps) {
  const { name } = useReviewer();
  const { assign, dialog } = useTriage();
  const { enabled } = useShortcutSettings();
  const { assignee } = question;
  useShortcuts(
    useMemo(() => ({ i: () => assign([question]) }), [assign, question]),
    enabled && isAlone,
  );
  return (
    <div className="flex min-h-7 flex-wrap items-center gap-2 text-xs text-ink-faint">
      <Button size="sm" variant="ghost" icon={<UserRoundCheck aria-hidden />} onClick={() => assign([question])}>
        Assign {isAlone ? <Kbd>i</Kbd> : null}
      </Button>
      {assignee === null ? null : (
        <span role="status" className="wrap-anywhere">
          Assigned to <strong className="font-medium text-ink">{assignee === name ? 'you' : assignee}</strong>
          {assignee === name ? null : '. You can answer too.'}
        </span>
      )}
      {dialog}
    </div>
  );
}
