'use client';

import { signIn } from '#app/_actions/accounts';
import { AccountForm } from '#app/_auth/account-form';
import { FormField } from '#app/_auth/form-field';
import { t } from '#lib/language/gettext';

/** `to`: where one was going. */
export function SignInForm({ to }: { to: string }) {
  return (
    <AccountForm action={signIn} submit={t`Sign in`} hidden={{ to }}>
      {(state) => (
        <>
          <FormField name="email" type="email" label={t`E-mail address`} autoComplete="username" state={state} />
          <FormField
            name="password"
            type="password"
            label={t`Password`}
            autoComplete="current-password"
            state={state}
          />
        </>
      )}
    </AccountForm>
  );
}
