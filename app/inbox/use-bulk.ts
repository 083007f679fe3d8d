'use client';

import { useState } from 'react';
import { answer } from '#app/_actions/answer';
import { undo as undoAction } from '#app/_actions/undo';
import { useReviewer } from '#app/_shell/reviewer';
import type { BulkItem } from '#lib/review/preview-bulk';

export interface BulkResult {
  kind: 'sent' | 'refused' | 'undone';
  text: string;
}

const NO_ANSWER = 'The server did not answer; look at the question before you try again.';

/** Answers one question after the other, as if each had been opened; one that is refused leaves the others alone. */
export function useBulk() {
  const { identify } = useReviewer();
  const [phase, setPhase] = useState<'choosing' | 'sending' | 'done'>('choosing');
  const [results, setResults] = useState<Record<string, BulkResult>>({});
  const note = (id: string, result: BulkResult) => setResults((before) => ({ ...before, [id]: result }));

  async function send(items: BulkItem[], chosen: string): Promise<void> {
    if ((await identify()) === null) return;
    setPhase('sending');
    for (const { id, decisions } of items) {
      const decision = decisions.find(({ key }) => key === chosen);
      if (decision) note(id, await sendOne(id, decision.reply));
    }
    setPhase('done');
  }

  async function undo(ids: string[]): Promise<void> {
    for (const id of ids) {
      const result = await undoAction(id).catch(() => null);
      if (result?.ok) note(id, { kind: 'undone', text: 'Taken back; it waits again.' });
      else note(id, { kind: 'refused', text: result?.message ?? NO_ANSWER });
    }
  }

  return { phase, results, send, undo };
}

async function sendOne(interruptId: string, reply: unknown): Promise<BulkResult> {
  const result = await answer({ interruptId, valueJson: JSON.stringify(reply) }).catch(() => null);
  if (result?.ok) return { kind: 'sent', text: 'Decided.' };
  return { kind: 'refused', text: result?.message ?? NO_ANSWER };
}
