import type { ActionFailure } from './action-result';

/** What a form shows of a refusal: what is wrong with single fields, by their names, or else with all of it. */
export interface FormRefusal {
  errors: Record<string, string>;
  failure: string | null;
}

export const NOT_REFUSED: FormRefusal = { errors: {}, failure: null };

export function formRefusal({ errors = [], message }: Pick<ActionFailure, 'errors' | 'message'>): FormRefusal {
  return {
    errors: Object.fromEntries(errors.map(({ path, message: wrong }) => [String(path[0]), wrong])),
    failure: errors.length > 0 ? null : message,
  };
}
