import { Lock } from 'lucide-react';
import { t } from '#lib/language/gettext';
import { LinkButton } from './_ui/button';
import { EmptyState } from './_ui/empty-state';

export default function Forbidden() {
  return (
    <EmptyState
      isPage
      icon={<Lock aria-hidden />}
      title={t`This page is for admins`}
      actions={<LinkButton href="/inbox">{t`Inbox`}</LinkButton>}
    >
      {t`Your role does not let you see it. An admin of this server can change your role.`}
    </EmptyState>
  );
}
