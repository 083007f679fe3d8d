'use client';

import { useActionState } from 'react';
import { type FormPost, postAnswer } from '#app/_actions/post-answer';
import type { SentDraft } from './use-answer-form';

const nothing: FormPost = { sent: null, failure: null, needsName: false };

export interface PostedForm extends FormPost {
  sent: SentDraft | null;
  action: (data: FormData) => void;
}

/** The way of an answer from a browser that runs no script yet. */
export function useFormPost(): PostedForm {
  const [state, action] = useActionState(postAnswer, nothing);
  return { ...state, action };
}
