'use client';

import { type ReactNode, useActionState } from 'react';
import { Button } from '#app/_ui/button';
import { Notice } from '#app/_ui/notice';
import { EMPTY_FORM, type FormState } from './form-values';

export interface AccountFormProps {
  action: (state: FormState, data: FormData) => Promise<FormState>;
  submit: string;
  /** Another way to the same as the form beside it. */
  isAlternative?: boolean;
  /** What is sent along. */
  hidden?: Record<string, string>;
  children?: (state: FormState) => ReactNode;
}

/** A form that works before scripts have come, and says what is wrong with what was sent. */
export function AccountForm({ action, submit, isAlternative = false, hidden = {}, children }: AccountFormProps) {
  const [state, send, busy] = useActionState(action, EMPTY_FORM);
  return (
    <form action={send} className="flex flex-col gap-4">
      {state.failure ? <Notice tone="danger" role="alert" title={state.failure} /> : null}
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {children?.(state)}
      <Button
        type="submit"
        variant={isAlternative ? 'secondary' : 'primary'}
        busy={busy}
        className={isAlternative ? undefined : 'self-start'}
      >
        {submit}
      </Button>
    </form>
  );
}
