'use client';

import { Send } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { ErrorSummary } from '#app/_answer/error-summary';
import { PlanField } from '#app/_answer/plan-field';
import { QuestionPrompt } from '#app/_answer/question-prompt';
import { Button } from '#app/_ui/button';
import { Field } from '#app/_ui/field';
import { Input, Textarea } from '#app/_ui/input';
import { Notice } from '#app/_ui/notice';
import { t } from '#lib/language/gettext';
import { draftOf } from '#lib/review/form/draft';
import { planForm } from '#lib/review/plan-form';
import { recognise } from '#lib/review/recognise';
import type { LinkedQuestionProps } from './linked-question';

/** A form that the browser sends by itself, with and without scripts; the server says what it thinks of it by the page that follows. */
export function LinkForm({ token, view }: LinkedQuestionProps) {
  const { question: asked, name, sent } = view;
  const recognised = useMemo(() => recognise(asked), [asked]);
  const plan = useMemo(() => planForm(recognised.question), [recognised]);
  const [draft, setDraft] = useState(() => sent?.form ?? draftOf(plan));
  const [isSending, setSending] = useState(false);
  const errors = sent?.errors ?? [];
  const element = useRef<HTMLFormElement>(null);

  // A refused answer puts the reader where the first mistake is.
  useEffect(() => {
    element.current?.querySelector<HTMLElement>('[aria-invalid="true"], [data-invalid] input')?.focus();
  }, []);

  return (
    <form
      ref={element}
      method="post"
      action={`/a/${token}/decide`}
      noValidate
      // Pressed twice, it would be refused the second time, and the reader told of that instead of the first.
      onSubmit={(event) => (isSending ? event.preventDefault() : setSending(true))}
      className="flex flex-col gap-4"
    >
      <QuestionPrompt recognised={recognised} value={asked.value} />
      <PlanField
        plan={plan}
        draft={draft}
        onDraftChange={setDraft}
        path={[]}
        name="answer"
        label={plan.kind === 'decision' ? t`Decision` : t`Your answer`}
        required
        errors={errors}
      />
      <Field label={t`Note`} hint={t`Why you decide so. Kept with the decision.`} required={false}>
        {(control) => <Textarea {...control} compact name="note" maxLength={2000} defaultValue={sent?.note} />}
      </Field>
      {name ? null : (
        <Field label={t`Your name`} hint={t`The decision is recorded with it.`} required>
          {(control) => (
            <Input
              {...control}
              name="reviewer"
              autoComplete="name"
              maxLength={80}
              defaultValue={sent?.name}
              className="max-w-md"
            />
          )}
        </Field>
      )}
      <ErrorSummary errors={errors} />
      {sent?.failure ? (
        <Notice tone="danger" role="alert" title={t`Not sent`}>
          {sent.failure}
        </Notice>
      ) : null}
      <Button type="submit" variant="primary" busy={isSending} icon={<Send aria-hidden />} className="self-start">
        {t`Send answer`}
      </Button>
    </form>
  );
}
