'use client';

import { Plus } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { Button } from '#app/_ui/button';
import { Card, CardHeader } from '#app/_ui/card';
import type { MemberView } from '#lib/auth/list-accounts';
import { t } from '#lib/language/gettext';
import { MemberRow } from './member-row';
import { PasswordLinkNotice } from './password-link-notice';

const NewMemberDialog = dynamic(() => import('./new-member-dialog').then((module) => module.NewMemberDialog), {
  loading: () => null,
});

export function MemberList({ members, ownId }: { members: MemberView[]; ownId: string }) {
  const [isAdding, setAdding] = useState(false);
  const [link, setLink] = useState<{ name: string; address: string }>();
  return (
    <>
      {link ? <PasswordLinkNotice {...link} /> : null}
      <Card>
        <CardHeader
          title={t`Members`}
          detail={members.length}
          actions={
            <Button size="sm" variant="primary" icon={<Plus aria-hidden />} onClick={() => setAdding(true)}>
              {t`Add member`}
            </Button>
          }
        />
        <ul aria-label={t`Members`} className="divide-y">
          {members.map((member) => (
            <MemberRow key={member.id} member={member} isOwn={member.id === ownId} onLink={setLink} />
          ))}
        </ul>
      </Card>
      {isAdding ? (
        <NewMemberDialog
          onClose={(made) => {
            setAdding(false);
            if (made) setLink(made);
          }}
        />
      ) : null}
    </>
  );
}
