'use client';

import { useRef, useState } from 'react';
import { BATCH } from '#app/_actions/batch-size';
import { decideBatch, undoBatch } from '#app/_actions/decide-batch';
import { useReviewer } from '#app/_shell/reviewer';
import { t } from '#lib/language/gettext';
import type { BulkGroup } from '#lib/review/group-bulk';

export interface BulkResult {
  kind: 'sent' | 'refused' | 'undone';
  text: string;
}

export interface BulkChoice {
  /** Of a decision. */
  key: string;
  /** Also what somebody else answers now, or shall. */
  includesOthers: boolean;
}

/** Answers some questions after the other on the server, a few with each request; one that is refused leaves the others alone. */
export function useBulk() {
  const { identify } = useReviewer();
  const [phase, setPhase] = useState<'choosing' | 'sending' | 'done'>('choosing');
  const [results, setResults] = useState<Record<string, BulkResult>>({});
  const isStopped = useRef(false);

  async function inBatches(ids: string[], { done, act }: { done: BulkResult; act: typeof undoBatch }): Promise<void> {
    for (let first = 0; first < ids.length && !isStopped.current; first += BATCH) {
      const batch = ids.slice(first, first + BATCH);
      const result = await act(batch).catch(() => null);
      const refused = new Map(
        result?.ok ? result.refused.map(({ interruptId, message }) => [interruptId, message]) : [],
      );
      const failure = result?.ok
        ? undefined
        : (result?.message ?? t`The server did not answer; look at the question before you try again.`);
      const resultOf = (id: string): BulkResult => {
        const text = failure ?? refused.get(id);
        return text === undefined ? done : { kind: 'refused', text };
      };
      setResults((before) => ({ ...before, ...Object.fromEntries(batch.map((id) => [id, resultOf(id)])) }));
    }
  }

  async function send(groups: BulkGroup[], { key, includesOthers }: BulkChoice): Promise<void> {
    if ((await identify()) === null) return;
    setPhase('sending');
    for (const { ids, decisions } of groups) {
      const decision = decisions.find((each) => each.key === key);
      const valueJson = JSON.stringify(decision?.reply);
      const act = (batch: unknown) => decideBatch({ ids: batch as string[], valueJson, includesOthers }); // what inBatches gives
      if (decision) await inBatches(ids, { done: { kind: 'sent', text: t`Decided.` }, act });
    }
    setPhase('done');
  }

  async function undo(ids: string[]): Promise<void> {
    isStopped.current = false;
    await inBatches(ids, { done: { kind: 'undone', text: t`Taken back; it waits again.` }, act: undoBatch });
  }

  /** Ends after the request that is under way. */
  function stop(): void {
    isStopped.current = true;
  }

  return { phase, results, send, undo, stop };
}
