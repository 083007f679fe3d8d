'use client';

import { createFirstAccount } from '#app/_actions/accounts';
import { t } from '#lib/language/gettext';
import { AccountForm } from './account-form';
import { FormField } from './form-field';
import { NewPasswordField } from './new-password-field';

/** `asksForCode`: only who sees what the server prints may make it. */
export function FirstAccountForm({ asksForCode }: { asksForCode: boolean }) {
  return (
    <AccountForm action={createFirstAccount} submit={t`Create the account`}>
      {(state) => (
        <>
          {asksForCode ? (
            <FormField
              name="code"
              label={t`Code`}
              hint={t`The server has printed it when it started.`}
              autoComplete="off"
              state={state}
            />
          ) : null}
          <FormField
            name="name"
            label={t`Your name`}
            hint={t`What you decide is recorded with it; it stays as it is.`}
            autoComplete="name"
            state={state}
          />
          <FormField name="email" type="email" label={t`E-mail address`} autoComplete="username" state={state} />
          <NewPasswordField label={t`Password`} state={state} />
        </>
      )}
    </AccountForm>
  );
}
