'use client';

import { useMemo, useState } from 'react';
import { buildReply } from '#lib/review/build-reply';
import { checkFormValue, checkReply } from '#lib/review/check-reply';
import { type Draft, draftOf, readDraft } from '#lib/review/form/draft';
import { fillDraft } from '#lib/review/form/fill-draft';
import type { FormPlan } from '#lib/review/form/form-plan';
import { formValueOf } from '#lib/review/form-value';
import { planForm } from '#lib/review/plan-form';
import type { Question } from '#lib/review/question';
import { sameJson } from '#lib/review/same-json';
import type { AnswerError } from '#lib/runs/validate-answer';
import { setAsideDraft, useAnswerDraft } from './draft-store';
import type { AnswerDraft } from './parse-draft';

/** An answer that would not do: the form starts with it, and with what was said about it. */
export interface RefusedAnswer {
  answer: unknown;
  errors: AnswerError[];
}

/** What a form starts with that was sent before scripts ran. */
export interface SentDraft {
  form: Draft;
  note: string;
  errors: AnswerError[];
}

export interface AnswerFormOptions {
  interruptId: string;
  question: Question;
  refused: RefusedAnswer | null;
  sent: SentDraft | null;
}

export interface AnswerReading {
  /** What the graph would be resumed with. */
  reply: unknown;
  /** The value of the form before it was put into the convention's shape. */
  formValue: unknown;
  errors: AnswerError[];
}

/** The state of an answer form: its draft, what that draft means, and the errors that are to be shown. */
export function useAnswerForm({ interruptId, question, refused, sent }: AnswerFormOptions) {
  const plan = useMemo(() => planForm(question), [question]);
  const initial = useMemo(() => initialDraft({ plan, question, refused, sent }), [plan, question, refused, sent]);
  const kept = useAnswerDraft(interruptId);
  // What was sent stays in the form until the screen has read what became of it.
  const [accepted, setAccepted] = useState<AnswerDraft | null>(null);
  const draft = accepted ?? kept.draft ?? initial;
  const reading = useMemo(() => readAnswer(question, plan, draft), [question, plan, draft]);
  // Errors appear once sending was tried; those from elsewhere stand until the draft they are about changes.
  const [tried, setTried] = useState(false);
  const [refusal, setRefusal] = useState({ draft: initial, errors: sent?.errors ?? [] });
  const own = tried ? reading.errors : [];
  const refusedHere = refusal.draft === draft && own.length === 0 ? refusal.errors : own;
  const isUntouched = draft === initial && refusedHere.length === 0;

  const change = (part: Partial<AnswerDraft>) => kept.keep({ ...draft, ...part });
  return {
    plan,
    draft,
    reading,
    /** Why it was not sent. */
    errors: refusedHere,
    /** What is shown at the fields: the same, or what is wrong with the answer before this one. */
    fieldErrors: isUntouched ? (refused?.errors ?? []) : refusedHere,
    /** Somebody has begun to answer. */
    isBegun: kept.draft !== null,
    /** JSON that was written and has no place in the form. */
    hasOtherJson: draft.mode === 'form' && isOther(draft.json, reading.reply),
    setForm: (form: Draft) => change({ form, json: '' }),
    setJson: (json: string) => change({ json }),
    setNote: (note: string) => change({ note }),
    setMode: (mode: AnswerDraft['mode']) =>
      change(mode === 'json' ? toJson(draft, reading) : toForm(draft, { question, plan })),
    showErrors: () => setTried(true),
    showRefusal: (errors: AnswerError[]) => setRefusal({ draft, errors }),
    finish: () => {
      setAccepted(draft);
      setAsideDraft(interruptId, draft);
    },
  };
}

export type AnswerForm = ReturnType<typeof useAnswerForm>;

interface Start extends Omit<AnswerFormOptions, 'interruptId'> {
  plan: FormPlan;
}

function initialDraft({ plan, question, refused, sent }: Start): AnswerDraft {
  const draft: AnswerDraft = { mode: 'form', form: draftOf(plan), json: '', note: '' };
  if (sent) return { ...draft, form: sent.form, note: sent.note };
  return refused ? { ...draft, form: fillDraft(plan, formValueOf(question, refused.answer)) } : draft;
}

function readAnswer(question: Question, plan: FormPlan, draft: AnswerDraft): AnswerReading {
  if (draft.mode === 'json') {
    const { value: reply, errors } = readDraft({ kind: 'json' }, draft.json);
    return { reply, formValue: undefined, errors: errors.length > 0 ? errors : checkReply(question, reply) };
  }
  const { value, errors } = readDraft(plan, draft.form);
  const found = errors.length > 0 ? errors : checkFormValue(question, value);
  return { reply: buildReply(question, value), formValue: value, errors: found };
}

/** The JSON editor goes on with its own text, or starts with what the form says. */
function toJson(draft: AnswerDraft, { reply }: AnswerReading): Partial<AnswerDraft> {
  return { mode: 'json', json: draft.json === '' ? (JSON.stringify(reply, null, 2) ?? '') : draft.json };
}

/** The form takes over what was written as JSON, where it has a place for all of it. The text is kept until the form changes. */
function toForm({ json, form }: AnswerDraft, { question, plan }: { question: Question; plan: FormPlan }) {
  const { value: reply, errors } = readDraft({ kind: 'json' }, json);
  if (errors.length > 0) return { mode: 'form' as const };
  const filled = fillDraft(plan, formValueOf(question, reply));
  const fits = sameJson(buildReply(question, readDraft(plan, filled).value), reply);
  return { mode: 'form' as const, form: fits ? filled : form };
}

function isOther(json: string, reply: unknown): boolean {
  if (json.trim() === '') return false;
  const { value, errors } = readDraft({ kind: 'json' }, json);
  return errors.length > 0 || !sameJson(value, reply);
}
