'use client';

import { useQueryStates } from 'nuqs';
import { useState } from 'react';
import { callAction } from '#app/_actions/call-action';
import { editState, type StateEditRequest } from '#app/_actions/edit-state';
import { useReviewer } from '#app/_shell/reviewer';
import { showToast } from '#app/_ui/toast';
import type { AnswerError } from '#lib/runs/validate-answer';
import { noPlace, threadPageParams } from '../thread-params';

interface Refusal {
  message: string;
  /** At single fields. */
  errors: AnswerError[];
}

/** Sends an edit of the state. Once it stands, the page shows the head again, which it is now. */
export function useStateEdit(onDone: () => void) {
  const { identify } = useReviewer();
  const [, setParams] = useQueryStates(threadPageParams);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);

  async function send(request: StateEditRequest, done: string): Promise<void> {
    if ((await identify()) === null) return;
    setBusy(true);
    setRefusal(null);
    const result = await callAction(() => editState(request));
    setBusy(false);
    if (!result.ok) return setRefusal({ message: result.message, errors: result.errors ?? [] });
    showToast('success', done);
    await setParams({ ...noPlace, tab: request.goOn ? 'conversation' : 'state' }, { history: 'push' });
    onDone();
  }

  return { send, busy, refusal };
}
