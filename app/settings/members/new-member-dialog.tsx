'use client';

import { useState } from 'react';
import { callAction } from '#app/_actions/call-action';
import { createMember, type MemberForm } from '#app/_actions/members';
import { RoleField } from '#app/_auth/role-field';
import { Button } from '#app/_ui/button';
import { Dialog } from '#app/_ui/dialog';
import { Field } from '#app/_ui/field';
import { Input } from '#app/_ui/input';
import { Notice } from '#app/_ui/notice';

const FORM_ID = 'new-member';

export interface NewMemberDialogProps {
  /** With the link that the new member needs. */
  onClose: (made?: { name: string; address: string }) => void;
}

export function NewMemberDialog({ onClose }: NewMemberDialogProps) {
  const [form, setForm] = useState<MemberForm>({ name: '', email: '', role: 'reviewer' });
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [failure, setFailure] = useState<string>();
  const [busy, setBusy] = useState(false);

  async function save() {
    setBusy(true);
    const result = await callAction(() => createMember(form));
    setBusy(false);
    if (result.ok) return onClose({ name: form.name.trim(), address: result.address });
    setErrors(Object.fromEntries((result.errors ?? []).map(({ path, message }) => [String(path[0]), message])));
    setFailure(result.errors ? undefined : result.message);
  }

  return (
    <Dialog
      open
      onOpenChange={() => onClose()}
      title="Add member"
      description="You get a link with which they choose a password."
      footer={
        <>
          <Button onClick={() => onClose()}>Cancel</Button>
          <Button type="submit" form={FORM_ID} variant="primary" busy={busy}>
            Add member
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
        <Field label="Name" hint="Decisions are recorded with it; it cannot be changed." error={errors.name} required>
          {(control) => (
            <Input
              {...control}
              autoComplete="off"
              value={form.name}
              onChange={({ target }) => setForm({ ...form, name: target.value })}
            />
          )}
        </Field>
        <Field label="E-mail address" hint="To sign in with; nothing is sent there." error={errors.email} required>
          {(control) => (
            <Input
              {...control}
              type="email"
              autoComplete="off"
              value={form.email}
              onChange={({ target }) => setForm({ ...form, email: target.value })}
            />
          )}
        </Field>
        <RoleField role={form.role} onChange={(role) => setForm({ ...form, role })} />
      </form>
    </Dialog>
  );
}
