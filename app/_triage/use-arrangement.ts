'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ActionResult } from '#app/_actions/action-result';
import type { Refusal } from '#app/_actions/each-question';
import { queryKeys } from '#app/_data/query-keys';
import { showToast } from '#app/_ui/toast';
import type { TriagedQuestion } from './triaged-question';

const NO_ANSWER = 'The server did not answer. Look at the questions before you try again.';

/** As many as the server takes at once. */
const PART = 200;

type Action = (ids: string[]) => Promise<ActionResult<{ refused: Refusal[] }>>;

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

  async function arrange(action: Action, done: string): Promise<void> {
    setBusy(true);
    const ids = questions.map(({ id }) => id);
    const wrong = await inParts(ids, action);
    const stale = [queryKeys.inbox(), queryKeys.inboxCounts(), ...ids.map(queryKeys.interrupt)];
    await Promise.all(stale.map((queryKey) => client.invalidateQueries({ queryKey })));
    setBusy(false);
    setFailures(wrong);
    if (wrong.length > 0) return;
    showToast('success', done);
    onDone();
  }

  return { arrange, busy, failures };
}

/** @returns what went wrong */
async function inParts(ids: string[], action: Action): Promise<string[]> {
  const wrong: string[] = [];
  for (let first = 0; first < ids.length; first += PART) {
    const result = await action(ids.slice(first, first + PART)).catch(() => null);
    if (!result?.ok) return [...wrong, result?.message ?? NO_ANSWER];
    wrong.push(...result.refused.map(({ message }) => message));
  }
  return wrong;
}
