'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ActionResult } from '#app/_actions/action-result';
import { queryKeys } from '#app/_data/query-keys';
import { useReviewer } from '#app/_shell/reviewer';
import { t } from '#lib/language/gettext';

/** Says, changes or takes away something in the reviewer's name, and shows it once it is kept. */
export function useCommentAction(interruptId: string) {
  const client = useQueryClient();
  const { identify } = useReviewer();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);

  /** @returns whether it is kept */
  async function act(action: () => Promise<ActionResult>): Promise<boolean> {
    if (busy || (await identify()) === null) return false;
    setBusy(true);
    const result = await action().catch(() => null);
    if (result?.ok) await client.invalidateQueries({ queryKey: queryKeys.interrupt(interruptId) });
    setBusy(false);
    setFailure(
      result?.ok ? null : (result?.message ?? t`The server did not answer. Try again when the connection is back.`),
    );
    return result?.ok ?? false;
  }

  return { act, busy, failure };
}
