'use client';

import { useMemo, useState } from 'react';
import { buildReply } from '#lib/review/build-reply';
import { checkFormValue, checkReply } from '#lib/review/check-reply';
import { type Draft, draftOf, readDraft } from '#lib/review/form/draft';
import type { FormPlan } from '#lib/review/form/form-plan';
import { planForm } from '#lib/review/plan-form';
import type { Question } from '#lib/review/question';
import type { AnswerError } from '#lib/runs/validate-answer';
import { type AnswerDraft, useAnswerDraft } from './draft-store';

export interface AnswerReading {
  /** What the graph would be resumed with. */
  reply: unknown;
  /** The value of the form before it was put into the convention's shape. */
  formValue: unknown;
  errors: AnswerError[];
}

/** The state of an answer form: its draft, what that draft means, and the errors that are to be shown. */
export function useAnswerForm(interruptId: string, question: Question) {
  const plan = useMemo(() => planForm(question), [question]);
  const initial = useMemo<AnswerDraft>(() => ({ mode: 'form', form: draftOf(plan), json: '', note: '' }), [plan]);
  const kept = useAnswerDraft(interruptId);
  // What was sent stays in the form until the screen has read what became of it.
  const [sent, setSent] = useState<AnswerDraft | null>(null);
  const draft = sent ?? kept.draft ?? initial;
  const reading = useMemo(() => readAnswer(question, plan, draft), [question, plan, draft]);
  // Errors appear once sending was tried; those of the server stand until the draft they are about changes.
  const [tried, setTried] = useState(false);
  const [refusal, setRefusal] = useState<{ draft: AnswerDraft; errors: AnswerError[] } | null>(null);
  const own = tried ? reading.errors : [];
  const errors = refusal?.draft === draft && own.length === 0 ? refusal.errors : own;

  const change = (part: Partial<AnswerDraft>) => kept.keep({ ...draft, ...part });
  return {
    plan,
    draft,
    reading,
    errors,
    setForm: (form: Draft) => change({ form }),
    setJson: (json: string) => change({ json }),
    setNote: (note: string) => change({ note }),
    /** The JSON editor starts with what the form says. */
    setMode: (mode: AnswerDraft['mode']) => change(mode === 'json' ? { mode, json: asText(reading.reply) } : { mode }),
    showErrors: () => setTried(true),
    showRefusal: (refused: AnswerError[]) => setRefusal({ draft, errors: refused }),
    finish: () => {
      setSent(draft);
      kept.discard();
    },
  };
}

export type AnswerForm = ReturnType<typeof useAnswerForm>;

function readAnswer(question: Question, plan: FormPlan, draft: AnswerDraft): AnswerReading {
  if (draft.mode === 'json') {
    const { value: reply, errors } = readDraft({ kind: 'json' }, draft.json);
    return { reply, formValue: undefined, errors: errors.length > 0 ? errors : checkReply(question, reply) };
  }
  const { value, errors } = readDraft(plan, draft.form);
  const found = errors.length > 0 ? errors : checkFormValue(question, value);
  return { reply: buildReply(question, value), formValue: value, errors: found };
}

function asText(reply: unknown): string {
  return JSON.stringify(reply, null, 2) ?? '';
}
