'use server';

import { redirect } from 'next/navigation';
import { z } from 'zod';
import { allow } from '#app/_auth/allow';
import { readReviewer } from '#app/_shell/read-reviewer';
import { t } from '#lib/language/gettext';
import { buildReply } from '#lib/review/build-reply';
import { checkFormValue } from '#lib/review/check-reply';
import { type Draft, readDraft } from '#lib/review/form/draft';
import { draftFromForm } from '#lib/review/form/draft-from-form';
import { getInterrupt } from '#lib/review/get-interrupt';
import { planForm } from '#lib/review/plan-form';
import { recognise } from '#lib/review/recognise';
import { holdpoint } from '#lib/runs/holdpoint';
import type { AnswerError } from '#lib/runs/validate-answer';
import { answer } from './answer';
import { setReviewer } from './set-reviewer';

export interface FormPost {
  /** What was filled in, and what is wrong with it. */
  sent: { form: Draft; note: string; errors: AnswerError[] } | null;
  failure: string | null;
  /** Nobody has said yet who answers. */
  needsName: boolean;
}

const requestSchema = z.object({
  interruptId: z.string().min(1),
  note: z.string().max(2000).default(''),
  reviewer: z.string().optional(),
});

/** Takes an answer from a plain form, without any script: it is read here as the browser would read it, and given as any other. */
export async function postAnswer(_state: FormPost, data: FormData): Promise<FormPost> {
  await allow('review');
  const { interruptId, note, reviewer } = requestSchema.parse(Object.fromEntries(data));
  const asked = await getInterrupt(await holdpoint(), interruptId);
  if (!asked)
    return { sent: null, failure: t`This question is gone; its run may have been rolled back.`, needsName: false };
  const { question } = recognise(asked);
  const plan = planForm(question);
  const { draft: form, isComplete } = draftFromForm(plan, data, 'answer');
  const sent = (errors: AnswerError[]) => ({ form, note, errors });
  // What a choice asks for can be shown only after it was made.
  if (!isComplete)
    return { sent: sent([]), failure: t`Look at what your choice asks for, and send it.`, needsName: false };
  const { value, errors } = readDraft(plan, form);
  const wrong = errors.length > 0 ? errors : checkFormValue(question, value);
  if (wrong.length > 0) return { sent: sent(wrong), failure: null, needsName: false };

  const known = await readReviewer();
  if (reviewer && !known) await setReviewer(reviewer);
  else if (!known) return { sent: sent([]), failure: t`Give your name first.`, needsName: true };
  const valueJson = JSON.stringify(buildReply(question, value));
  const result = await answer({ interruptId, valueJson, note });
  if (result.ok) redirect(`/i/${interruptId}`);
  return { sent: sent(result.errors ?? []), failure: result.errors ? null : result.message, needsName: false };
}
