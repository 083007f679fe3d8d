'use client';

import { useRef } from 'react';
import { assign } from '#app/_actions/assign';
import { useReviewer } from '#app/_shell/reviewer';
import { Dialog } from '#app/_ui/dialog';
import { t } from '#lib/language/gettext';
import { ArrangementProgress } from './arrangement-progress';
import { NamePicker } from './name-picker';
import type { ArrangeDialogProps } from './triage-dialog';
import { useArrangement } from './use-arrangement';
import { useReviewers } from './use-reviewers';

/** Who shall answer: oneself, somebody who is known here, somebody new, or nobody. */
export function AssignDialog({ triaged, notes, onClose, onDone }: ArrangeDialogProps) {
  const { name: me } = useReviewer();
  const known = useReviewers();
  const input = useRef<HTMLInputElement>(null);
  const { arrange, progress, stop } = useArrangement(triaged, onDone);
  const { ids, name, only, isAssigned, includesOthers } = triaged;
  const busy = progress.phase === 'sending';

  function pick(assignee: string | null) {
    if (busy || ids.length === 0) return;
    // Of several, each had somebody else; whoever it was is replaced.
    const seen = only?.assignee;
    void arrange(
      (part) => assign({ ids: part, includesOthers, assignee, seen }),
      assignee === null ? t`${name}: assigned to nobody` : t`${name}: assigned to ${assignee}`,
    );
  }

  return (
    <Dialog
      open
      onOpenChange={onClose}
      initialFocus={input}
      title={t`Assign ${name}`}
      description={t`It says who shall answer. Anybody still can.`}
    >
      <div className="flex flex-col gap-3" aria-busy={busy}>
        {notes}
        <NamePicker input={input} me={me} known={known} isAssigned={isAssigned} onPick={pick} />
        <ArrangementProgress progress={progress} of={ids.length} onStop={stop} />
      </div>
    </Dialog>
  );
}
