'use client';

import { type ReactNode, useState } from 'react';
import { revokeApiKey } from '#app/_actions/api-keys';
import { callAction } from '#app/_actions/call-action';
import { roleLabel } from '#app/_auth/role-options';
import { Badge } from '#app/_ui/badge';
import { Button } from '#app/_ui/button';
import { ConfirmDialog } from '#app/_ui/confirm-dialog';
import { jt } from '#app/_ui/jt';
import { useNow } from '#app/_ui/now';
import { TimeAgo } from '#app/_ui/time-ago';
import { TimeUntil } from '#app/_ui/time-until';
import { showToast } from '#app/_ui/toast';
import type { KeyView } from '#lib/auth/list-accounts';
import { t } from '#lib/language/gettext';

export function KeyRow({ apiKey }: { apiKey: KeyView }) {
  const { id, name, role, start, isRevoked, expiresAt, createdAt, lastUsedAt } = apiKey;
  const [isAsking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const now = useNow();
  const isExpired = expiresAt !== null && Date.parse(expiresAt) <= now;

  async function revoke() {
    setBusy(true);
    const result = await callAction(() => revokeApiKey(id));
    setBusy(false);
    setAsking(false);
    if (!result.ok) showToast('error', result.message);
  }

  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 py-3">
      <div className="min-w-0 flex-1 basis-52">
        <p className="flex flex-wrap items-center gap-1.5 text-sm font-medium wrap-anywhere">
          {name} <Badge>{roleLabel(role)}</Badge>
          {isRevoked ? <Badge tone="danger">{t`Revoked`}</Badge> : null}
          {isExpired && !isRevoked ? <Badge tone="danger">{t`Expired`}</Badge> : null}
        </p>
        <p className="text-xs text-ink-faint">
          <code>{start}…</code>
          <Fact>{jt`made ${<TimeAgo at={createdAt} />}`}</Fact>
          <Fact>{lastUsedAt ? jt`used ${<TimeAgo at={lastUsedAt} />}` : t`never used`}</Fact>
          {expiresAt && !isExpired && !isRevoked ? <Fact>{jt`expires ${<TimeUntil at={expiresAt} />}`}</Fact> : null}
        </p>
      </div>
      {isRevoked ? null : (
        <Button size="sm" variant="danger" onClick={() => setAsking(true)} aria-label={t`Revoke ${name}`}>
          {t`Revoke`}
        </Button>
      )}
      <ConfirmDialog
        open={isAsking}
        onOpenChange={setAsking}
        danger
        busy={busy}
        title={t`Revoke ${name}?`}
        description={t`The program that has it is shut out at once, also from streams that it reads. This cannot be undone.`}
        confirmLabel={t`Revoke`}
        onConfirm={() => void revoke()}
      />
    </li>
  );
}

function Fact({ children }: { children: ReactNode }) {
  return <> · {children}</>;
}
