'use client';

import { useActionState } from 'react';
import { changePassword, signOut } from '#app/_actions/accounts';
import { FormField } from '#app/_auth/form-field';
import { EMPTY_FORM } from '#app/_auth/form-values';
import { NewPasswordField } from '#app/_auth/new-password-field';
import { Button } from '#app/_ui/button';
import { Card, CardBody, CardHeader } from '#app/_ui/card';
import { Notice } from '#app/_ui/notice';
import { t } from '#lib/language/gettext';
import { SettingRow } from '../setting-row';

/** Where there are accounts: the own one. */
export function AccountCard({ name }: { name: string }) {
  const [state, send, busy] = useActionState(changePassword, { ...EMPTY_FORM, isDone: false });
  return (
    <>
      <Card>
        <CardHeader title={t`You`} />
        <SettingRow title={name} description={t`Every decision of yours is recorded with this name.`}>
          <form action={signOut}>
            <Button type="submit">{t`Sign out`}</Button>
          </form>
        </SettingRow>
      </Card>
      <Card>
        <CardHeader title={t`Password`} />
        <CardBody className="max-w-md">
          <form action={send} className="flex flex-col gap-4">
            {state.failure ? <Notice tone="danger" role="alert" title={state.failure} /> : null}
            {state.isDone ? (
              <Notice tone="success" role="status" title={t`Your password is changed.`}>
                {t`You are signed out everywhere else.`}
              </Notice>
            ) : null}
            <FormField
              name="current"
              type="password"
              label={t`Current password`}
              autoComplete="current-password"
              state={state}
            />
            <NewPasswordField label={t`New password`} state={state} />
            <Button type="submit" busy={busy} className="self-start">
              {t`Change password`}
            </Button>
          </form>
        </CardBody>
      </Card>
    </>
  );
}
