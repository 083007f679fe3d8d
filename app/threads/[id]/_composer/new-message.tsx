'use client';

import { Wrench } from 'lucide-react';
import { useState } from 'react';
import { CheckboxCard } from '#app/_ui/checkbox-card';
import { ConfirmDialog } from '#app/_ui/confirm-dialog';
import { Notice } from '#app/_ui/notice';
import { useNow } from '#app/_ui/now';
import { c, t } from '#lib/language/gettext';
import type { ThreadView } from '#lib/review/get-thread';
import { describePrediction } from './describe-prediction';
import { GraphChoice } from './graph-choice';
import { MessageField } from './message-field';
import { PausedPicker } from './paused-picker';
import { type Strategy, StrategyPicker } from './strategy-picker';
import { useComposer } from './use-composer';

export function NewMessage({ thread, openCalls }: { thread: ThreadView; openCalls: number }) {
  const composer = useComposer(thread, openCalls);
  const [isConfirming, setConfirming] = useState(false);
  const effects = describePrediction(thread.prediction, useNow());
  const isBusy = thread.prediction.reject.refused;
  const { loss } = effects[composer.strategy];

  async function send() {
    setConfirming(false);
    await composer.send();
  }

  return (
    <div className="flex flex-col gap-3">
      {composer.isPaused ? (
        <PausedPicker
          questions={thread.prediction.pendingInterrupts}
          value={composer.onPending}
          onValueChange={composer.setOnPending}
        />
      ) : null}
      {isBusy ? (
        <StrategyPicker
          legend={
            thread.active
              ? t`A run is active. What should this message do to it?`
              : t`A message waits for the answer. What should this message do to it?`
          }
          value={composer.strategy}
          onValueChange={composer.setStrategy}
          effects={effects}
        />
      ) : null}
      {composer.repair ? (
        <CheckboxCard
          label={t`Answer open tool calls as cancelled`}
          icon={<Wrench aria-hidden />}
          description={composer.repair}
          checked={composer.isRepairing}
          onCheckedChange={composer.setRepairing}
        />
      ) : null}
      {thread.assistantId || thread.graphId ? null : <GraphChoice onChoose={composer.setGraphId} />}
      {composer.error ? (
        <Notice tone="danger" role="alert" title={t`Not sent`}>
          {composer.error}
        </Notice>
      ) : null}
      <MessageField
        draft={composer.draft}
        fields={thread.inputFields}
        onChange={composer.setDraft}
        isSending={composer.isSending}
        sendLabel={isBusy ? sendLabel(composer.strategy) : t`Send`}
        onSend={() => (loss ? setConfirming(true) : send())}
      />
      <ConfirmDialog
        open={isConfirming}
        onOpenChange={setConfirming}
        danger
        busy={composer.isSending}
        title={t`Delete what is running?`}
        description={
          loss === null
            ? t`This deletes nothing. It cannot be restored.`
            : t`This deletes ${loss}. It cannot be restored.`
        }
        confirmLabel={t`Delete and send`}
        onConfirm={send}
      />
    </div>
  );
}

function sendLabel(strategy: Strategy): string {
  const labels = {
    enqueue: c('verb').t`Enqueue`,
    interrupt: t`Interrupt and send`,
    rollback: t`Roll back and send`,
    reject: t`Try to send`,
  };
  return labels[strategy];
}
