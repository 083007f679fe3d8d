'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useState } from 'react';
import { callAction } from '#app/_actions/call-action';
import { claim as claimAction, release as releaseAction } from '#app/_actions/claim';
import { queryKeys } from '#app/_data/query-keys';
import { useReviewer } from '#app/_shell/reviewer';
import { showToast } from '#app/_ui/toast';
import type { Claim } from '#lib/runs/interrupt-claim';
import { useAnswerDraft } from './draft-store';

/** Well within the five minutes of a claim. */
const HEARTBEAT_MS = 2 * 60_000;

export interface ClaimControl {
  isMine: boolean;
  /** Claims the question, or gives it up. */
  toggle: () => Promise<void>;
}

/**
 * Who begins to write claims the question, unless somebody else has it; so does who asks for it. The claim is kept up while the
 * page is in sight, and runs out by itself.
 */
export function useClaim(interruptId: string, claim: Claim | null): ClaimControl {
  const client = useQueryClient();
  const { name, identify } = useReviewer();
  const { draft } = useAnswerDraft(interruptId);
  // Who gives it up while writing has said so.
  const [isGivenUp, setGivenUp] = useState(false);
  const isMine = claim !== null && claim.by === name;
  const isWanted = name !== null && !isGivenUp && (isMine || (draft !== null && claim === null));

  useEffect(() => {
    if (!isWanted) return;
    const beat = () => {
      // An announcement that fails harms nobody: the next one comes.
      if (document.visibilityState === 'visible') void claimAction(interruptId).catch(() => undefined);
    };
    if (!isMine) beat();
    const timer = setInterval(beat, HEARTBEAT_MS);
    document.addEventListener('visibilitychange', beat);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', beat);
    };
  }, [interruptId, isWanted, isMine]);

  const toggle = useCallback(async () => {
    if ((await identify()) === null) return;
    setGivenUp(isMine);
    const result = await callAction<object>(() => (isMine ? releaseAction(interruptId) : claimAction(interruptId)));
    if (!result.ok) showToast('error', result.message);
    await client.invalidateQueries({ queryKey: queryKeys.interrupt(interruptId) });
  }, [client, identify, interruptId, isMine]);

  return { isMine, toggle };
}
