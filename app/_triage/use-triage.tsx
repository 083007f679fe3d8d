'use client';

import dynamic from 'next/dynamic';
import { type ReactNode, useCallback, useState } from 'react';
import { useReviewer } from '#app/_shell/reviewer';
import type { TriagedQuestion } from './triaged-question';

const AssignDialog = dynamic(() => import('./assign-dialog').then((module) => module.AssignDialog));

export interface Triage {
  assign: (questions: TriagedQuestion[]) => void;
  /** What is open; to be rendered wherever this is used. */
  dialog: ReactNode;
}

/** The dialogs that arrange who answers some questions. */
export function useTriage(onDone?: () => void): Triage {
  const { identify } = useReviewer();
  const [questions, setQuestions] = useState<TriagedQuestion[]>([]);

  const assign = useCallback(
    async (chosen: TriagedQuestion[]) => {
      if (chosen.length > 0 && (await identify()) !== null) setQuestions(chosen);
    },
    [identify],
  );

  const close = () => setQuestions([]);
  function finish() {
    close();
    onDone?.();
  }

  const dialog = questions.length > 0 ? <AssignDialog questions={questions} onClose={close} onDone={finish} /> : null;
  return { assign, dialog };
}
