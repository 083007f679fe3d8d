'use client';

import { useState } from 'react';
import { createApiKey, type KeyForm } from '#app/_actions/api-keys';
import { callAction } from '#app/_actions/call-action';
import { RoleField } from '#app/_auth/role-field';
import { Button } from '#app/_ui/button';
import { Dialog } from '#app/_ui/dialog';
import { Field } from '#app/_ui/field';
import { Input, Select } from '#app/_ui/input';
import { Notice } from '#app/_ui/notice';

const FORM_ID = 'new-key';

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
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [failure, setFailure] = useState<string>();
  const [busy, setBusy] = useState(false);

  async function save() {
    setBusy(true);
    const result = await callAction(() => createApiKey(form));
    setBusy(false);
    if (result.ok) return onClose({ name: form.name.trim(), key: result.key });
    setErrors(Object.fromEntries((result.errors ?? []).map(({ path, message }) => [String(path[0]), message])));
    setFailure(result.errors ? undefined : result.message);
  }

  return (
    <Dialog
      open
      onOpenChange={() => onClose()}
      title="Create key"
      footer={
        <>
          <Button onClick={() => onClose()}>Cancel</Button>
          <Button type="submit" form={FORM_ID} variant="primary" busy={busy}>
            Create key
          </Button>
        </>
      }
    >
      <form
        id={FORM_ID}
        noValidate
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        {failure ? <Notice tone="danger" role="alert" title={failure} /> : null}
        <Field label="Name" hint="What the program does is recorded with it." error={errors.name} required>
          {(control) => (
            <Input
              {...control}
              autoComplete="off"
              value={form.name}
              onChange={({ target }) => setForm({ ...form, name: target.value })}
            />
          )}
        </Field>
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
      </form>
    </Dialog>
  );
}
