'use client';

import { useState } from 'react';
import { createApiKey, type KeyForm } from '#app/_actions/api-keys';
import { AccountTextField, NewAccountDialog } from '#app/_auth/new-account-dialog';
import { RoleField } from '#app/_auth/role-field';
import { Field } from '#app/_ui/field';
import { Select } from '#app/_ui/input';

const ends = [
  { value: '30', label: 'in 30 days' },
  { value: '90', label: 'in 90 days' },
  { value: '365', label: 'in a year' },
  { value: '', label: 'never' },
];

export interface NewKeyDialogProps {
  onClose: (made?: { name: string; key: string }) => void;
}

export function NewKeyDialog({ onClose }: NewKeyDialogProps) {
  const [form, setForm] = useState<KeyForm>({ name: '', role: 'operator', days: 90 });

  return (
    <NewAccountDialog
      title="Create key"
      create={() => createApiKey(form)}
      onClose={(made) => onClose(made && { name: form.name.trim(), key: made.key })}
    >
      {(errors) => (
        <>
          <AccountTextField
            label="Name"
            hint="What the program does is recorded with it."
            error={errors.name}
            value={form.name}
            onChange={(name) => setForm({ ...form, name })}
          />
          <RoleField role={form.role} onChange={(role) => setForm({ ...form, role })} />
          <Field label="Ends" required>
            {(control) => (
              <Select
                {...control}
                value={form.days === null ? '' : String(form.days)}
                onValueChange={(days) => setForm({ ...form, days: days === '' ? null : Number(days) })}
                options={ends}
              />
            )}
          </Field>
        </>
      )}
    </NewAccountDialog>
  );
}
