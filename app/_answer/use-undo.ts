'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import type { ActionResult } from '#app/_actions/action-result';
import { sendNow as sendNowAction, undo as undoAction } from '#app/_actions/undo';
import { queryKeys } from '#app/_data/query-keys';
import { showToast } from '#app/_ui/toast';
import { t } from '#lib/language/gettext';
import { takeBackDraft } from './draft-store';

/** The two ways out of a decision that has not been sent. */
export function useUndo(interruptId: string) {
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);

  const act = useCallback(
    async (action: (id: string) => Promise<ActionResult>) => {
      setBusy(true);
      try {
        const result = await action(interruptId);
        if (!result.ok) showToast('error', result.message);
        return result.ok;
      } catch {
        showToast('error', t`The server did not answer. Try again when the connection is back.`);
        return false;
      } finally {
        setBusy(false);
        await Promise.all(
          [queryKeys.interrupt(interruptId), queryKeys.inbox()].map((queryKey) =>
            client.invalidateQueries({ queryKey }),
          ),
        );
      }
    },
    [client, interruptId],
  );

  const undo = useCallback(async () => {
    const undone = await act(async (id) => {
      const result = await undoAction(id);
      // Before the form comes back.
      if (result.ok) takeBackDraft(id);
      return result;
    });
    return undone;
  }, [act]);
  const sendNow = useCallback(() => act(sendNowAction), [act]);
  return { undo, sendNow, busy };
}
