'use client';

import { useRef } from 'react';
import { assign } from '#app/_actions/assign';
import { useReviewer } from '#app/_shell/reviewer';
import { Dialog } from '#app/_ui/dialog';
import { Failures } from './failures';
import { NamePicker } from './name-picker';
import { nameOf, type TriagedQuestion } from './triaged-question';
import { useArrangement } from './use-arrangement';
import { useReviewers } from './use-reviewers';

export interface AssignDialogProps {
  questions: TriagedQuestion[];
  onClose: () => void;
  /** When all of them were assigned. */
  onDone: () => void;
}

/** Who shall answer: oneself, somebody who is known here, somebody new, or nobody. */
export function AssignDialog({ questions, onClose, onDone }: AssignDialogProps) {
  const { name: me } = useReviewer();
  const known = useReviewers();
  const input = useRef<HTMLInputElement>(null);
  const { arrange, busy, failures } = useArrangement({ questions, onDone });

  function pick(assignee: string | null) {
    if (busy) return;
    // Of several, each had somebody else; whoever it was is replaced.
    const seen = questions.length === 1 ? questions[0]?.assignee : undefined;
    void arrange(
      (ids) => assign({ ids, assignee, seen }),
      assignee === null ? `${nameOf(questions)}: assigned to nobody` : `${nameOf(questions)}: assigned to ${assignee}`,
    );
  }

  return (
    <Dialog
      open
      onOpenChange={onClose}
      initialFocus={input}
      title={`Assign ${nameOf(questions)}`}
      description="It says who shall answer. Anybody still can."
    >
      <div className="flex flex-col gap-3" aria-busy={busy}>
        <NamePicker
          input={input}
          me={me}
          known={known}
          isAssigned={questions.some(({ assignee }) => assignee !== null)}
          onPick={pick}
        />
        <Failures messages={failures} />
      </div>
    </Dialog>
  );
}
