'use client';

import { useState } from 'react';
import { callAction } from '#app/_actions/call-action';
import { sendMessage } from '#app/_actions/send-message';
import { useReviewer } from '#app/_shell/reviewer';
import { emptyRunInput, type RunInputDraft, toRunInput } from '#app/threads/_list/run-input';
import { t } from '#lib/language/gettext';
import type { ThreadView } from '#lib/review/get-thread';
import { describeRepair } from './describe-repair';
import type { OnPendingInterrupt } from './paused-picker';
import type { Strategy } from './strategy-picker';

/** A message while it is being written, and the way to send it. What is refused is kept. */
export function useComposer(thread: ThreadView, openCalls: number) {
  const { identify } = useReviewer();
  const [draft, setDraft] = useState<RunInputDraft>(() => emptyRunInput(thread.inputFields));
  const [strategy, setStrategy] = useState<Strategy>('enqueue');
  const [onPending, setOnPending] = useState<OnPendingInterrupt | null>(null);
  const [isRepairing, setRepairing] = useState(thread.repairsToolCalls);
  const [graphId, setGraphId] = useState<string | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [isSending, setSending] = useState(false);
  const assistantId = thread.assistantId ?? thread.graphId ?? graphId;
  const isPaused = thread.prediction.pendingInterrupts.length > 0;

  const blocking = thread.prediction.reject.refused ? strategy : null;
  const repair = describeRepair({ openCalls, strategy: blocking, onPending, isPaused });

  async function send() {
    const input = toRunInput(draft);
    if (!input.ok) return setError(input.message);
    if (!assistantId) return setError(t`Choose a graph first.`);
    if (isPaused && !onPending) return setError(t`Say first what should happen to what waits for an answer.`);
    if ((await identify()) === null) return;
    setSending(true);
    setError(null);
    const result = await callAction(() =>
      sendMessage({
        threadId: thread.id,
        assistantId,
        input: input.value,
        multitaskStrategy: strategy,
        // A question that came up while the message was written is not dropped unseen: the server refuses it then.
        onPendingInterrupt: onPending ?? 'reject',
        repairDanglingToolCalls: repair ? isRepairing : undefined,
      }),
    );
    setSending(false);
    if (!result.ok) return setError(result.message);
    setDraft(emptyRunInput(thread.inputFields));
    setStrategy('enqueue');
    setOnPending(null);
    setRepairing(thread.repairsToolCalls);
  }

  return {
    ...{ draft, strategy, onPending, error, isSending, isPaused, assistantId, repair, isRepairing },
    ...{ setDraft, setStrategy, setOnPending, setGraphId, setRepairing, send },
  };
}
