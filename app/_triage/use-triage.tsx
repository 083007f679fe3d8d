'use client';

import dynamic from 'next/dynamic';
import { type ReactNode, useCallback, useState } from 'react';
import { useReviewer } from '#app/_shell/reviewer';
import type { TriagedQuestion } from './triaged-question';

const SnoozeDialog = dynamic(() => import('./snooze-dialog').then((module) => module.SnoozeDialog), {
  loading: () => null,
});
const AssignDialog = dynamic(() => import('./assign-dialog').then((module) => module.AssignDialog), {
  loading: () => null,
});

export interface Triage {
  assign: (questions: TriagedQuestion[]) => void;
  snooze: (questions: TriagedQuestion[]) => void;
  /** What is open; to be rendered wherever this is used. */
  dialog: ReactNode;
}

interface Opened {
  Dialog: typeof AssignDialog | typeof SnoozeDialog;
  questions: TriagedQuestion[];
}

/** The dialogs that arrange who answers some questions, and when. */
export function useTriage(onDone?: () => void): Triage {
  const { identify } = useReviewer();
  const [opened, setOpened] = useState<Opened | null>(null);

  const open = useCallback(
    async (Dialog: Opened['Dialog'], questions: TriagedQuestion[]) => {
      if (questions.length > 0 && (await identify()) !== null) setOpened({ Dialog, questions });
    },
    [identify],
  );
  const assign = useCallback((questions: TriagedQuestion[]) => void open(AssignDialog, questions), [open]);
  const snooze = useCallback((questions: TriagedQuestion[]) => void open(SnoozeDialog, questions), [open]);

  const close = () => setOpened(null);
  function finish() {
    close();
    onDone?.();
  }

  const dialog = opened ? <opened.Dialog questions={opened.questions} onClose={close} onDone={finish} /> : null;
  return { assign, snooze, dialog };
}
