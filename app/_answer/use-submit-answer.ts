'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ActionFailure } from '#app/_actions/action-result';
import { answer } from '#app/_actions/answer';
import { queryKeys } from '#app/_data/query-keys';
import { useIsLost } from '#app/_live/live-provider';
import { useReviewer } from '#app/_shell/reviewer';
import { t } from '#lib/language/gettext';
import type { AnswerForm } from './use-answer-form';

export interface SubmitState {
  busy: boolean;
  /** Why the server refused, unless the fields say it. */
  failure: string | null;
  /** How often sending was refused for what is in the fields. */
  refusals: number;
  submit: () => Promise<void>;
}

/** Sends the draft of a form. "Saved" is what the server said, never what the browser hopes: the screen reads it again. */
export function useSubmitAnswer(interruptId: string, form: AnswerForm): SubmitState {
  const client = useQueryClient();
  const { name, identify } = useReviewer();
  const isLost = useIsLost();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const [refusals, setRefusals] = useState(0);

  function refuse({ code, message, errors }: ActionFailure) {
    if (errors) {
      form.showRefusal(errors);
      setRefusals((count) => count + 1);
    }
    // The screen learns who was first, and says so beside the draft.
    else if (code !== 'interrupt_not_pending') setFailure(message);
  }

  async function send() {
    const valueJson = JSON.stringify(form.reading.reply);
    const result = await answer({ interruptId, valueJson, note: form.draft.note });
    if (result.ok) form.finish();
    else refuse(result);
    await Promise.all(
      [queryKeys.interrupt(interruptId), queryKeys.inbox(), queryKeys.inboxCounts()].map((queryKey) =>
        client.invalidateQueries({ queryKey }),
      ),
    );
  }

  async function submit() {
    // The bar with the button says so.
    if (isLost) return;
    setFailure(null);
    form.showErrors();
    if (form.reading.errors.length > 0) return setRefusals((count) => count + 1);
    if (busy) return;
    // Waiting even for a name that is known would draw the form twice before the button says that it works.
    if (name === null && (await identify()) === null) return;
    setBusy(true);
    try {
      await send();
    } catch {
      setFailure(t`The server did not answer. Your draft is kept; try again when the connection is back.`);
    } finally {
      setBusy(false);
    }
  }

  return { busy, failure, refusals, submit };
}
