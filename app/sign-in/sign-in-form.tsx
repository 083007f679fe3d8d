'use client';

import { signIn } from '#app/_actions/accounts';
import { AccountForm } from '#app/_auth/account-form';
import { FormField } from '#app/_auth/form-field';

/** `to`: where one was going. */
export function SignInForm({ to }: { to: string }) {
  return (
    <AccountForm action={signIn} submit="Sign in" hidden={{ to }}>
      {(state) => (
        <>
          <FormField name="email" type="email" label="E-mail address" autoComplete="username" state={state} />
          <FormField name="password" type="password" label="Password" autoComplete="current-password" state={state} />
        </>
      )}
    </AccountForm>
  );
}
