'use client';

import { createFirstAccount } from '#app/_actions/accounts';
import { AccountForm } from './account-form';
import { FormField } from './form-field';
import { NewPasswordField } from './new-password-field';

/** `asksForCode`: only who sees what the server prints may make it. */
export function FirstAccountForm({ asksForCode }: { asksForCode: boolean }) {
  return (
    <AccountForm action={createFirstAccount} submit="Create the account">
      {(state) => (
        <>
          {asksForCode ? (
            <FormField
              name="code"
              label="Code"
              hint="The server has printed it when it started."
              autoComplete="off"
              state={state}
            />
          ) : null}
          <FormField
            name="name"
            label="Your name"
            hint="What you decide is recorded with it; it stays as it is."
            autoComplete="name"
            state={state}
          />
          <FormField name="email" type="email" label="E-mail address" autoComplete="username" state={state} />
          <NewPasswordField label="Password" state={state} />
        </>
      )}
    </AccountForm>
  );
}
