'use client';

import { setPassword } from '#app/_actions/accounts';
import { AccountForm } from '#app/_auth/account-form';
import { NewPasswordField } from '#app/_auth/new-password-field';
import { t } from '#lib/language/gettext';

export function SetPasswordForm({ token }: { token: string }) {
  return (
    <AccountForm action={setPassword} submit={t`Set the password`} hidden={{ token }}>
      {(state) => <NewPasswordField label={t`New password`} state={state} />}
    </AccountForm>
  );
}
