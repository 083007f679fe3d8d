import { type FormRefusal, NOT_REFUSED } from '#app/_actions/form-refusal';

/** What a form that is sent with and without scripts is shown with. */
export interface FormState extends FormRefusal {
  /** What was filled in, but for what is secret. */
  values: Record<string, string>;
}

export const EMPTY_FORM: FormState = { ...NOT_REFUSED, values: {} };
