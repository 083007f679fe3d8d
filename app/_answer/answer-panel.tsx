'use client';

import { type FormEvent, useEffect, useRef } from 'react';
import { Field } from '#app/_ui/field';
import { Input, Textarea } from '#app/_ui/input';
import { JsonEditor } from '#app/_ui/json-editor';
import { Notice } from '#app/_ui/notice';
import { onSubmitKey } from '#app/_ui/on-submit-key';
import { t } from '#lib/language/gettext';
import type { Question } from '#lib/review/question';
import { replyWarning } from '#lib/review/reply-warning';
import { ConventionLine } from './convention-line';
import { ErrorSummary } from './error-summary';
import { errorsWithin } from './field-props';
import { PlanField } from './plan-field';
import { ResumePreview } from './resume-preview';
import { SubmitBar } from './submit-bar';
import { type AnswerForm, type RefusedAnswer, useAnswerForm } from './use-answer-form';
import { useAnswerShortcuts } from './use-answer-shortcuts';
import { useFormPost } from './use-form-post';
import { useSubmitAnswer } from './use-submit-answer';

export interface AnswerPanelProps {
  interruptId: string;
  /** Keep its identity between renders: the form is planned from it. */
  question: Question;
  /** As above. The answer before, where the graph asks again because of it. */
  refused?: RefusedAnswer | null;
  /** Whether it is the only form of its screen. */
  isAlone?: boolean;
}

/** A form of the page's own: it is sent by the browser where no script has come yet, and by React where it has. */
export function AnswerPanel({ interruptId, question, refused = null, isAlone = false }: AnswerPanelProps) {
  const post = useFormPost();
  const editable = useAnswerForm({ interruptId, question, refused, sent: post.sent });
  const { busy, failure, refusals, submit } = useSubmitAnswer(interruptId, editable);
  // What is typed while an answer is on its way would be lost with it. Disabling the fields would take the focus away.
  const form = busy ? frozen(editable) : editable;
  const element = useRef<HTMLFormElement>(null);
  const { isArmed } = useAnswerShortcuts(form, { element, isAlone, submit });

  // A refused answer puts the reader where the first mistake is.
  useEffect(() => {
    if (refusals > 0)
      element.current?.querySelector<HTMLElement>('[aria-invalid="true"], [data-invalid] input')?.focus();
  }, [refusals]);

  function onSubmit(event: FormEvent) {
    event.preventDefault();
    void submit();
  }

  const warning = replyWarning(question, form.reading.formValue);
  const problem = failure ?? post.failure;
  return (
    <form
      ref={element}
      noValidate
      aria-busy={busy}
      action={post.action}
      onSubmit={onSubmit}
      onKeyDown={onSubmitKey(() => void submit())}
      className="flex flex-col gap-4"
    >
      <input type="hidden" name="interruptId" value={interruptId} />
      <ConventionLine question={question} form={form} />
      <AnswerFields form={form} />
      {form.hasOtherJson ? (
        <Notice>{t`The JSON you wrote has no place in this form. It is kept until you change the form.`}</Notice>
      ) : null}
      <Field
        label={t`Note`}
        hint={t`Why you decide so. Kept with the decision; the graph does not see it.`}
        required={false}
      >
        {(control) => (
          <Textarea
            {...control}
            compact
            name="note"
            value={form.draft.note}
            onChange={(event) => form.setNote(event.target.value)}
          />
        )}
      </Field>
      {post.needsName ? <NameField /> : null}
      {warning ? <Notice tone="waiting">{warning}</Notice> : null}
      <ErrorSummary errors={form.errors} />
      {problem ? (
        <Notice tone="danger" role="alert" title={t`Not sent`}>
          {problem}
        </Notice>
      ) : null}
      <ResumePreview reading={form.reading} />
      <SubmitBar form={form} busy={busy} isArmed={isArmed} />
    </form>
  );
}

function frozen(form: AnswerForm): AnswerForm {
  const ignore = () => {};
  return { ...form, setForm: ignore, setJson: ignore, setNote: ignore, setMode: ignore };
}

/** For a browser without scripts, which cannot be asked in a dialog. */
function NameField() {
  return (
    <Field label={t`Your name`} hint={t`Every decision is recorded with it. It is kept in this browser.`} required>
      {(control) => <Input {...control} name="reviewer" autoComplete="name" maxLength={80} className="max-w-md" />}
    </Field>
  );
}

function AnswerFields({ form }: { form: AnswerForm }) {
  if (form.draft.mode === 'json') {
    return (
      <JsonEditor
        label={t`Answer as JSON`}
        hint={t`Sent as it is.`}
        text={form.draft.json}
        onTextChange={form.setJson}
        error={errorsWithin(form.fieldErrors, [])}
      />
    );
  }
  return (
    <PlanField
      plan={form.plan}
      draft={form.draft.form}
      onDraftChange={form.setForm}
      path={[]}
      name="answer"
      label={form.plan.kind === 'decision' ? t`Decision` : t`Your answer`}
      required
      errors={form.fieldErrors}
    />
  );
}
