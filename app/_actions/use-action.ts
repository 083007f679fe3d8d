'use client';

import { useState } from 'react';
import { useReviewer } from '#app/_shell/reviewer';
import { showToast } from '#app/_ui/toast';
import type { ActionResult } from './action-result';
import { callAction } from './call-action';

/** Calls server actions in the reviewer's name, which is asked for first where it is not known. */
export function useAction() {
  const { identify } = useReviewer();
  const [busy, setBusy] = useState(false);

  /** Says `done` when it worked, or else what went wrong. */
  async function act(action: () => Promise<ActionResult>, done?: string): Promise<void> {
    if ((await identify()) === null) return;
    setBusy(true);
    const result = await callAction(action);
    setBusy(false);
    if (!result.ok) showToast('error', result.message);
    else if (done) showToast('success', done);
  }

  return { act, busy };
}
