'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ActionResult } from '#app/_actions/action-result';
import type { Refusal } from '#app/_actions/each-question';
import { queryKeys } from '#app/_data/query-keys';
import { showToast } from '#app/_ui/toast';
import type { TriagedQuestion } from './triaged-question';

const NO_ANSWER = 'The server did not answer. Look at the questions before you try again.';

interface Arrangement {
  questions: TriagedQuestion[];
  /** When all went well. */
  onDone: () => void;
}

/** Arranges something around questions: says so when it worked, and else what was left as it was, and why. */
export function useArrangement({ questions, onDone }: Arrangement) {
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [failures, setFailures] = useState<string[]>([]);

  async function arrange(action: () => Promise<ActionResult<{ refused: Refusal[] }>>, done: string): Promise<void> {
    setBusy(true);
    const result = await action().catch(() => null);
    const ofQuestions = questions.map(({ id }) => queryKeys.interrupt(id));
    const stale = [queryKeys.inbox(), queryKeys.inboxCounts(), ...ofQuestions];
    await Promise.all(stale.map((queryKey) => client.invalidateQueries({ queryKey })));
    setBusy(false);
    const wrong = result?.ok ? result.refused.map(({ message }) => message) : [result?.message ?? NO_ANSWER];
    setFailures(wrong);
    if (wrong.length > 0) return;
    showToast('success', done);
    onDone();
  }

  return { arrange, busy, failures };
}
