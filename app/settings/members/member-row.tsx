'use client';

import { useState } from 'react';
import type { ActionResult } from '#app/_actions/action-result';
import { callAction } from '#app/_actions/call-action';
import { changeRole, newPasswordLink, setMemberEnabled } from '#app/_actions/members';
import { roleOptions } from '#app/_auth/role-options';
import { Badge } from '#app/_ui/badge';
import { Button } from '#app/_ui/button';
import { ConfirmDialog } from '#app/_ui/confirm-dialog';
import { Select } from '#app/_ui/input';
import { jt } from '#app/_ui/jt';
import { TimeAgo } from '#app/_ui/time-ago';
import { showToast } from '#app/_ui/toast';
import type { MemberView } from '#lib/auth/list-accounts';
import { t } from '#lib/language/gettext';

export interface MemberRowProps {
  member: MemberView;
  isOwn: boolean;
  onLink: (link: { name: string; address: string }) => void;
}

export function MemberRow({ member, isOwn, onLink }: MemberRowProps) {
  const { id, name, email, role, isDisabled } = member;
  const [busy, setBusy] = useState(false);
  const [isAsking, setAsking] = useState(false);

  async function act<T extends object>(action: () => Promise<ActionResult<T>>, done?: string) {
    setBusy(true);
    const result = await callAction(action);
    setBusy(false);
    setAsking(false);
    if (!result.ok) showToast('error', result.message);
    else if (done) showToast('success', done);
    return result;
  }

  async function makeLink() {
    const result = await act(() => newPasswordLink(id));
    if (result.ok) onLink({ name, address: result.address });
  }

  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 py-3">
      <div className="min-w-0 flex-1 basis-52">
        <p className="flex flex-wrap items-center gap-1.5 text-sm font-medium wrap-anywhere">
          {name} {isOwn ? <Badge tone="accent">{t`You`}</Badge> : null} <MemberState member={member} />
        </p>
        <p className="text-xs text-ink-faint wrap-anywhere">
          {email}
          {member.lastSignInAt ? (
            <>
              {' · '}
              {jt`signed in ${<TimeAgo at={member.lastSignInAt} />}`}
            </>
          ) : null}
        </p>
      </div>
      <Select
        aria-label={t`Role of ${name}`}
        value={role}
        disabled={busy || isDisabled}
        onValueChange={(value) => void act(() => changeRole(id, value), t`The role of ${name} is changed.`)}
        options={roleOptions()}
      />
      <div className="flex gap-1.5">
        {isDisabled ? (
          <Button
            size="sm"
            busy={busy}
            onClick={() => void act(() => setMemberEnabled(id, true))}
            aria-label={t`Enable ${name}`}
          >
            {t`Enable`}
          </Button>
        ) : (
          <>
            <Button size="sm" busy={busy} onClick={() => void makeLink()} aria-label={t`New password link for ${name}`}>
              {t`Password link`}
            </Button>
            <Button size="sm" variant="danger" onClick={() => setAsking(true)} aria-label={t`Disable ${name}`}>
              {t`Disable`}
            </Button>
          </>
        )}
      </div>
      <ConfirmDialog
        open={isAsking}
        onOpenChange={setAsking}
        danger
        busy={busy}
        title={t`Disable ${name}?`}
        description={t`${name} is signed out everywhere, at once, and cannot sign in again until enabled. What ${name} has decided stays.`}
        confirmLabel={t`Disable`}
        cancelLabel={t`Keep enabled`}
        onConfirm={() => void act(() => setMemberEnabled(id, false))}
      />
    </li>
  );
}

function MemberState({ member: { isDisabled, isInvited } }: { member: MemberView }) {
  if (isDisabled) return <Badge tone="danger">{t`Disabled`}</Badge>;
  return isInvited ? (
    <Badge tone="waiting" title={t`The link has not been used yet`}>
      {t`Invited`}
    </Badge>
  ) : null;
}
