'use client';

import { useState } from 'react';
import { createApiKey, type KeyForm } from '#app/_actions/api-keys';
import { AccountTextField, NewAccountDialog } from '#app/_auth/new-account-dialog';
import { RoleField } from '#app/_auth/role-field';
import { Field } from '#app/_ui/field';
import { Select } from '#app/_ui/input';
import { t } from '#lib/language/gettext';

const ends = () => [
  { value: '30', label: t`in 30 days` },
  { value: '90', label: t`in 90 days` },
  { value: '365', label: t`in a year` },
  { value: '', label: t`never` },
];

export interface NewKeyDialogProps {
  onClose: (made?: { name: string; key: string }) => void;
}

export function NewKeyDialog({ onClose }: NewKeyDialogProps) {
  const [form, setForm] = useState<KeyForm>({ name: '', role: 'operator', days: 90 });

  return (
    <NewAccountDialog
      title={t`Create key`}
      create={() => createApiKey(form)}
      onClose={(made) => onClose(made && { name: form.name.trim(), key: made.key })}
    >
      {(errors) => (
        <>
          <AccountTextField
            label={t`Name`}
            hint={t`What the program does is recorded with it.`}
            error={errors.name}
            value={form.name}
            onChange={(name) => setForm({ ...form, name })}
          />
          <RoleField role={form.role} onChange={(role) => setForm({ ...form, role })} />
          <Field label={t`Ends`} required>
            {(control) => (
              <Select
                {...control}
                value={form.days === null ? '' : String(form.days)}
                onValueChange={(days) => setForm({ ...form, days: days === '' ? null : Number(days) })}
                options={ends()}
              />
            )}
          </Field>
        </>
      )}
    </NewAccountDialog>
  );
}
