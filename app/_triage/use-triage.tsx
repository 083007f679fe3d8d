'use client';

import dynamic from 'next/dynamic';
import { type ReactNode, useCallback, useState } from 'react';
import { useReviewer } from '#app/_shell/reviewer';
import type { TriageTarget } from './triaged-question';

const TriageDialog = dynamic(() => import('./triage-dialog').then((module) => module.TriageDialog), {
  loading: () => null,
});

type What = 'assign' | 'snooze';

export interface Triage {
  open: (what: What, target: TriageTarget) => void;
  /** What is open; to be rendered wherever this is used. */
  dialog: ReactNode;
}

/** The dialogs that arrange who answers some questions, and when. */
export function useTriage(onDone?: () => void): Triage {
  const { identify } = useReviewer();
  const [opened, setOpened] = useState<{ what: What; target: TriageTarget } | null>(null);

  const open = useCallback(
    async (what: What, target: TriageTarget) => {
      const isNothing = 'questions' in target && target.questions.length === 0;
      if (!isNothing && (await identify()) !== null) setOpened({ what, target });
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
