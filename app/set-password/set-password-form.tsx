'use client';

import { setPassword } from '#app/_actions/accounts';
import { AccountForm } from '#app/_auth/account-form';
import { NewPasswordField } from '#app/_auth/new-password-field';

export function SetPasswordForm({ token }: { token: string }) {
  return (
    <AccountForm action={setPassword} submit="Set the password" hidden={{ token }}>
      {(state) => <NewPasswordField label="New password" state={state} />}
    </AccountForm>
  );
}
