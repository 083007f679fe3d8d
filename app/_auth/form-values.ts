/** What a form that is sent with and without scripts is shown with. */
export interface FormState {
  failure: string | null;
  /** By the names of fields. */
  errors: Record<string, string>;
  /** What was filled in, but for what is secret. */
  values: Record<string, string>;
}

export const EMPTY_FORM: FormState = { failure: null, errors: {}, values: {} };
