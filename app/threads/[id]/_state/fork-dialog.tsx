'use client';

import { useState } from 'react';
import { Button } from '#app/_ui/button';
import { CheckboxCard } from '#app/_ui/checkbox-card';
import { Dialog } from '#app/_ui/dialog';
import { Notice } from '#app/_ui/notice';
import { c, t } from '#lib/language/gettext';
import type { StateView } from '#lib/review/get-state-view';
import { nodeLabel } from '#lib/review/outline-graph';
import { useStateEdit } from './use-state-edit';

export interface ForkDialogProps {
  threadId: string;
  state: StateView;
  onClose: () => void;
}

/** Goes back to a checkpoint: a copy of it becomes the head, and what came after it stays in the history as a branch. */
export function ForkDialog({ threadId, state, onClose }: ForkDialogProps) {
  const [goOn, setGoOn] = useState(state.next.length > 0);
  const { send, busy, refusal } = useStateEdit(onClose);
  const step = state.step ?? '?';
  const next = state.next.map(nodeLabel).join(', ');
  const fork = () =>
    send(
      {
        threadId,
        checkpointId: state.checkpointId ?? undefined,
        valuesJson: null,
        goOn: goOn && state.next.length > 0,
      },
      goOn && next ? t`Forked. ${next} runs from there.` : t`Forked. The copy is the head of the thread now.`,
    );
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={t`Fork from step ${step}?`}
      description={t`A copy of this checkpoint becomes the head of the thread. What came after it stays in the history, as another branch; open questions of the head are dropped, and recorded as such.`}
      footer={
        <>
          <Button onClick={onClose}>{t`Cancel`}</Button>
          <Button variant="primary" busy={busy} onClick={fork}>
            {c('verb').t`Fork`}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        {next ? (
          <CheckboxCard
            label={t`Go on from there at once`}
            description={t`A new run begins with ${next}. What its tools did outside the first time stays done.`}
            checked={goOn}
            onCheckedChange={setGoOn}
          />
        ) : (
          <p className="text-sm text-ink-soft">{t`Nothing is due at this checkpoint: the graph had come to its end.`}</p>
        )}
        {refusal ? (
          <Notice tone="danger" role="alert" title={t`Not forked`}>
            {refusal.message}
          </Notice>
        ) : null}
      </div>
    </Dialog>
  );
}
