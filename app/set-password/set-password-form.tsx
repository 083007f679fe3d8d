'use client';

import { setPassword } from '#app/_actions/accounts';
import { AccountForm } from '#app/_auth/account-form';
import { FormField } from '#app/_auth/form-field';

export function SetPasswordForm({ token }: { token: string }) {
  return (
    <AccountForm action={setPassword} submit="Set the password" hidden={{ token }}>
      {(state) => (
        <FormField
          name="password"
          type="password"
          label="New password"
          hint="12 characters or more."
          autoComplete="new-password"
          state={state}
        />
      )}
    </AccountForm>
  );
}
