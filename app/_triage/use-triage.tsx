'use client';

import dynamic from 'next/dynamic';
import { type ReactNode, useCallback, useState } from 'react';
import { useReviewer } from '#app/_shell/reviewer';
import type { TriagedQuestion } from './triaged-question';

const TriageDialog = dynamic(() => import('./triage-dialog').then((module) => module.TriageDialog), {
  loading: () => null,
});

type What = 'assign' | 'snooze';

export interface Triage {
  open: (what: What, questions: TriagedQuestion[]) => void;
  /** What is open; to be rendered wherever this is used. */
  dialog: ReactNode;
}

/** The dialogs that arrange who answers some questions, and when. */
export function useTriage(onDone?: () => void): Triage {
  const { identify } = useReviewer();
  const [opened, setOpened] = useState<{ what: What; questions: TriagedQuestion[] } | null>(null);

  const open = useCallback(
    async (what: What, questions: TriagedQuestion[]) => {
      if (questions.length > 0 && (await identify()) !== null) setOpened({ what, questions });
    },
    [identify],
  );

  const close = () => setOpened(null);
  function finish() {
    close();
    onDone?.();
  }

  return { open, dialog: opened ? <TriageDialog {...opened} onClose={close} onDone={finish} /> : null };
}
