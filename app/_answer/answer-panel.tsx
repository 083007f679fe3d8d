'use client';

import { type FormEvent, useEffect, useRef } from 'react';
import { Field } from '#app/_ui/field';
import { Textarea } from '#app/_ui/input';
import { JsonEditor } from '#app/_ui/json-editor';
import { Notice } from '#app/_ui/notice';
import { onSubmitKey } from '#app/_ui/on-submit-key';
import type { Question } from '#lib/review/question';
import { replyWarning } from '#lib/review/reply-warning';
import { ErrorSummary } from './error-summary';
import { errorAt } from './field-props';
import { PlanField } from './plan-field';
import { ResumePreview } from './resume-preview';
import { SubmitBar } from './submit-bar';
import { type AnswerForm, useAnswerForm } from './use-answer-form';
import { useSubmitAnswer } from './use-submit-answer';

export interface AnswerPanelProps {
  interruptId: string;
  /** Keep its identity between renders: the form is planned from it. */
  question: Question;
}

export function AnswerPanel({ interruptId, question }: AnswerPanelProps) {
  const editable = useAnswerForm(interruptId, question);
  const { busy, failure, refusals, submit } = useSubmitAnswer(interruptId, editable);
  // What is typed while an answer is on its way would be lost with it. Disabling the fields would take the focus away.
  const form = busy ? frozen(editable) : editable;
  const element = useRef<HTMLFormElement>(null);

  // A refused answer puts the reader where the first mistake is.
  useEffect(() => {
    if (refusals > 0) element.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [refusals]);

  function onSubmit(event: FormEvent) {
    event.preventDefault();
    void submit();
  }

  const warning = replyWarning(question, form.reading.formValue);
  return (
    <form
      ref={element}
      noValidate
      aria-busy={busy}
      onSubmit={onSubmit}
      onKeyDown={onSubmitKey(() => void submit())}
      className="flex flex-col gap-4"
    >
      <AnswerFields form={form} />
      <Field label="Note" hint="Why you decide so. Kept with the decision; the graph does not see it." required={false}>
        {(control) => (
          <Textarea
            {...control}
            compact
            value={form.draft.note}
            onChange={(event) => form.setNote(event.target.value)}
          />
        )}
      </Field>
      {warning ? <Notice tone="waiting">{warning}</Notice> : null}
      <ErrorSummary errors={form.errors} />
      {failure ? (
        <Notice tone="danger" role="alert" title="Not sent">
          {failure}
        </Notice>
      ) : null}
      <ResumePreview reading={form.reading} />
      <SubmitBar form={form} busy={busy} />
    </form>
  );
}

function frozen(form: AnswerForm): AnswerForm {
  const ignore = () => {};
  return { ...form, setForm: ignore, setJson: ignore, setNote: ignore, setMode: ignore };
}

function AnswerFields({ form }: { form: AnswerForm }) {
  if (form.draft.mode === 'json') {
    return (
      <JsonEditor
        label="Answer as JSON"
        hint="Sent as it is."
        text={form.draft.json}
        onTextChange={form.setJson}
        error={errorAt(form.errors, [])}
      />
    );
  }
  return (
    <PlanField
      plan={form.plan}
      draft={form.draft.form}
      onDraftChange={form.setForm}
      path={[]}
      label={form.plan.kind === 'decision' ? 'Decision' : 'Your answer'}
      required
      errors={form.errors}
    />
  );
}
