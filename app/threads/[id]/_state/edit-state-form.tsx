'use client';

import { useMemo, useState } from 'react';
import { ValueDiff } from '#app/_answer/value-diff';
import { Button } from '#app/_ui/button';
import { CheckboxCard } from '#app/_ui/checkbox-card';
import { Field } from '#app/_ui/field';
import { Select } from '#app/_ui/input';
import { Notice } from '#app/_ui/notice';
import { ValueForm } from '#app/_value/value-form';
import { t } from '#lib/language/gettext';
import { planState } from '#lib/review/form/plan-values';
import { changedValues, readValue, startValue } from '#lib/review/form/value-draft';
import type { StateSchema } from '#lib/review/get-state-schema';
import type { StateView } from '#lib/review/get-state-view';
import { useStateEdit } from './use-state-edit';

export interface EditStateFormProps {
  threadId: string;
  state: StateView;
  level: string | null;
  schema: StateSchema;
  onClose: () => void;
}

export function EditStateForm({ threadId, state, level, schema, onClose }: EditStateFormProps) {
  // The schema of the thread's graph says nothing of the graphs nested in it.
  const ownSchema = level ? null : schema.schema;
  const plan = useMemo(() => planState(ownSchema, state.values), [ownSchema, state.values]);
  const [draft, setDraft] = useState(() => startValue(plan, state.values));
  const [asNode, setAsNode] = useState('');
  const [goOn, setGoOn] = useState(false);
  const [tried, setTried] = useState(false);
  const { send, busy, refusal } = useStateEdit(onClose);

  const reading = readValue(plan, draft, null);
  const changes = changedValues(state.values, reading.value);
  const isSame = Object.keys(changes).length === 0;
  const errors = tried && reading.errors.length > 0 ? reading.errors : (refusal?.errors ?? []);

  function submit() {
    setTried(true);
    if (reading.errors.length > 0 || isSame) return;
    const place = { checkpointId: state.checkpointId ?? undefined, checkpointNs: level ?? undefined };
    const how = { asNode: asNode || undefined, goOn };
    void send({ threadId, ...place, ...how, valuesJson: JSON.stringify(changes) }, t`The state was edited.`);
  }

  return (
    <div className="flex flex-col gap-4">
      {schema.replaces ? null : (
        <Notice title={t`What is sent goes through the reducers of this graph`}>
          {t`A list may be appended to what stands there, instead of taking its place.`}
        </Notice>
      )}
      <ValueForm
        label={t`State`}
        plan={plan}
        draft={draft}
        onDraftChange={setDraft}
        errors={errors}
        onSubmit={submit}
      />
      <section aria-label={t`What changes`} className="flex flex-col gap-2">
        <h3 className="text-sm font-semibold">{t`What changes`}</h3>
        {reading.errors.length > 0 ? (
          <p className="text-sm text-ink-soft">{t`What is typed is not complete yet.`}</p>
        ) : (
          <ValueDiff proposed={state.values} edited={{ ...state.values, ...changes }} />
        )}
      </section>
      {level ? null : (
        <Field label={t`As node`} hint={t`Its edges decide what comes next. Without one: the node that wrote last.`}>
          {(control) => (
            <Select
              {...control}
              value={asNode}
              onValueChange={setAsNode}
              options={[{ value: '', label: t`The node that wrote last` }, ...schema.nodes.map(asOption)]}
            />
          )}
        </Field>
      )}
      <CheckboxCard
        label={t`Go on from there at once`}
        description={t`A new run begins with what comes next after the edit.`}
        checked={goOn}
        onCheckedChange={setGoOn}
      />
      {refusal && refusal.errors.length === 0 ? (
        <Notice tone="danger" role="alert" title={t`Not edited`}>
          {refusal.message}
        </Notice>
      ) : null}
      {tried && isSame && reading.errors.length === 0 ? <p role="status">{t`Nothing is changed yet.`}</p> : null}
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onClose}>{t`Cancel`}</Button>
        <Button variant="primary" busy={busy} onClick={submit}>
          {t`Save the edit`}
        </Button>
      </div>
    </div>
  );
}

function asOption(node: string) {
  return { value: node, label: node };
}
