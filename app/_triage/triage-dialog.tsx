'use client';

import type { ReactNode } from 'react';
import { useState } from 'react';
import { AssignDialog } from './assign-dialog';
import { SnoozeDialog } from './snooze-dialog';
import { TriageAll } from './triage-all';
import { pickedQuestions, type Triaged, type TriageTarget } from './triaged-question';

export interface TriageDialogProps {
  what: 'assign' | 'snooze';
  target: TriageTarget;
  onClose: () => void;
  /** When all of them were changed. */
  onDone: () => void;
}

/** What the two dialogs have in common. */
export interface ArrangeDialogProps extends Pick<TriageDialogProps, 'onClose' | 'onDone'> {
  triaged: Triaged;
  /** What else is to be said of the questions, or chosen. */
  notes?: ReactNode;
}

/** Who answers some questions, or when they come back. */
export function TriageDialog({ what, target, ...rest }: TriageDialogProps) {
  const [now] = useState(() => new Date());
  const Dialog = what === 'assign' ? AssignDialog : SnoozeDialog;
  if ('query' in target) return <TriageAll what={what} query={target.query} dialog={Dialog} {...rest} />;
  return <Dialog triaged={pickedQuestions(target.questions, now)} {...rest} />;
}
