'use client';

import { useRouter } from 'next/navigation';
import { useState, useTransition } from 'react';
import { callAction } from '#app/_actions/call-action';
import { startThread } from '#app/_actions/start-thread';
import { useGraphs } from '#app/_graph/use-graphs';
import { useReviewer } from '#app/_shell/reviewer';
import { Button } from '#app/_ui/button';
import { Dialog } from '#app/_ui/dialog';
import { ErrorState } from '#app/_ui/error-state';
import { Field } from '#app/_ui/field';
import { Select } from '#app/_ui/input';
import { Notice } from '#app/_ui/notice';
import { ValueForm } from '#app/_value/value-form';
import { t } from '#lib/language/gettext';
import { emptyRunInput, type RunInputDraft, toRunInput } from './run-input';
import { RunInputFields } from './run-input-fields';
import { useInputForm } from './use-input-form';

export interface NewThreadDialogProps {
  graphId?: string;
  onClose: () => void;
}

export function NewThreadDialog({ graphId, onClose }: NewThreadDialogProps) {
  const router = useRouter();
  const { identify } = useReviewer();
  const graphs = useGraphs();
  const [chosen, setChosen] = useState(graphId);
  const [draft, setDraft] = useState<RunInputDraft>();
  const form = useInputForm();
  const [error, setError] = useState<string>();
  const [isStarting, start] = useTransition();
  const graph = graphs.data?.find(({ id }) => id === chosen) ?? graphs.data?.[0];
  const input = draft ?? emptyRunInput(graph?.inputFields ?? null);
  const fields = form.of(graph);

  function submit() {
    if (fields && !fields.check()) return;
    const parsed = fields ? { ok: true as const, value: fields.value } : toRunInput(input);
    if (!graph || !parsed.ok) return setError(parsed.ok ? t`Choose a graph first.` : parsed.message);
    start(async () => {
      if ((await identify()) === null) return;
      const result = await callAction(() => startThread({ graphId: graph.id, input: parsed.value }));
      if (!result.ok) return setError(result.message);
      router.push(`/threads/${result.threadId}`);
      onClose();
    });
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={t`New thread`}
      description={t`Choose a graph and give it its first input.`}
      footer={
        <>
          <Button onClick={onClose}>{t`Cancel`}</Button>
          <Button variant="primary" busy={isStarting} onClick={submit}>
            {t`Start thread`}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        {graphs.error ? <ErrorState message={graphs.error.message} onRetry={() => graphs.refetch()} /> : null}
        <Field label={t`Graph`} required hint={graph?.description ?? undefined}>
          {(control) => (
            <Select
              {...control}
              value={graph?.id}
              onValueChange={(id) => {
                setChosen(id);
                setDraft(undefined);
                form.clear();
                setError(undefined);
              }}
              options={(graphs.data ?? []).map(({ id, name }) => ({
                value: id,
                label: name === id ? id : `${name} (${id})`,
              }))}
            />
          )}
        </Field>
        {fields ? (
          <ValueForm
            label={t`First input`}
            plan={fields.plan}
            draft={fields.draft}
            onDraftChange={form.setDraft}
            errors={fields.errors}
            onSubmit={submit}
          />
        ) : (
          <RunInputFields draft={input} fields={graph?.inputFields ?? null} onChange={setDraft} onSubmit={submit} />
        )}
        {error ? (
          <Notice tone="danger" role="alert">
            {error}
          </Notice>
        ) : null}
      </div>
    </Dialog>
  );
}
