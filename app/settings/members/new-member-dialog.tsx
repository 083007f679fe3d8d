'use client';

import { useState } from 'react';
import { createMember, type MemberForm } from '#app/_actions/members';
import { AccountTextField, NewAccountDialog } from '#app/_auth/new-account-dialog';
import { RoleField } from '#app/_auth/role-field';
import { t } from '#lib/language/gettext';

export interface NewMemberDialogProps {
  /** With the link that the new member needs. */
  onClose: (made?: { name: string; address: string }) => void;
}

export function NewMemberDialog({ onClose }: NewMemberDialogProps) {
  const [form, setForm] = useState<MemberForm>({ name: '', email: '', role: 'reviewer' });

  return (
    <NewAccountDialog
      title={t`Add member`}
      description={t`You get a link with which they choose a password.`}
      create={() => createMember(form)}
      onClose={(made) => onClose(made && { name: form.name.trim(), address: made.address })}
    >
      {(errors) => (
        <>
          <AccountTextField
            label={t`Name`}
            hint={t`Decisions are recorded with it; it cannot be changed.`}
            error={errors.name}
            value={form.name}
            onChange={(name) => setForm({ ...form, name })}
          />
          <AccountTextField
            label={t`E-mail address`}
            hint={t`To sign in with; nothing is sent there.`}
            error={errors.email}
            type="email"
            value={form.email}
            onChange={(email) => setForm({ ...form, email })}
          />
          <RoleField role={form.role} onChange={(role) => setForm({ ...form, role })} />
        </>
      )}
    </NewAccountDialog>
  );
}
