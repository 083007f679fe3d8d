'use client';

import { AssignDialog, type AssignDialogProps } from './assign-dialog';
import { SnoozeDialog } from './snooze-dialog';

export interface TriageDialogProps extends AssignDialogProps {
  what: 'assign' | 'snooze';
}

/** Who answers some questions, or when they come back. */
export function TriageDialog({ what, ...dialog }: TriageDialogProps) {
  return what === 'assign' ? <AssignDialog {...dialog} /> : <SnoozeDialog {...dialog} />;
}
