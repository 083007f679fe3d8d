'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { ActionResult } from '#app/_actions/action-result';
import type { Refusal } from '#app/_actions/each-question';
import { queryKeys } from '#app/_data/query-keys';
import { showToast } from '#app/_ui/toast';
import { t } from '#lib/language/gettext';
import type { Triaged } from './triaged-question';

/** As many with each request: few enough for a bar that moves. */
const PART = 100;

type Action = (ids: string[]) => Promise<ActionResult<{ refused: Refusal[] }>>;

export interface Progress {
  phase: 'choosing' | 'sending' | 'done';
  /** Of how many it is settled what became of them. */
  settled: number;
  /** What was left as it is, and why. */
  refused: Refusal[];
  /** Why it ended before all were settled; null: it did not. */
  failure: string | null;
}

const CHOOSING: Progress = { phase: 'choosing', settled: 0, refused: [], failure: null };

/**
 * Arranges something around questions, a part of them with each request: says so when all of it worked, and else what was left as it
 * was, and why. It ends with `stop`, or when the dialog is closed, after the request that is under way.
 */
export function useArrangement({ ids }: Triaged, onDone: () => void) {
  const client = useQueryClient();
  const [progress, setProgress] = useState(CHOOSING);
  const isStopped = useRef(false);
  function stop(): void {
    isStopped.current = true;
  }
  useEffect(
    () => () => {
      isStopped.current = true;
    },
    [],
  );

  async function arrange(action: Action, done: string): Promise<void> {
    isStopped.current = false;
    let at: Progress = { ...CHOOSING, phase: 'sending' };
    while (at.settled < ids.length && at.failure === null && !isStopped.current) {
      setProgress(at);
      at = await further(at, ids.slice(at.settled, at.settled + PART), action);
    }
    const few = ids.length > PART ? [] : ids;
    const stale = [queryKeys.inbox(), queryKeys.inboxCounts(), ...few.map(queryKeys.interrupt)];
    await Promise.all(stale.map((queryKey) => client.invalidateQueries({ queryKey })));
    setProgress({ ...at, phase: 'done' });
    if (at.refused.length > 0 || at.settled < ids.length) return;
    showToast('success', done);
    onDone();
  }

  return { arrange, progress, stop };
}

async function further(before: Progress, part: string[], action: Action): Promise<Progress> {
  const result = await action(part).catch(() => null);
  const noAnswer = t`The server did not answer. Look at the questions before you try again.`;
  if (!result?.ok) return { ...before, failure: result?.message ?? noAnswer };
  return { ...before, settled: before.settled + part.length, refused: [...before.refused, ...result.refused] };
}
