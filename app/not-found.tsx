import { SearchX } from 'lucide-react';
import { t } from '#lib/language/gettext';
import { LinkButton } from './_ui/button';
import { EmptyState } from './_ui/empty-state';

export default function NotFound() {
  return (
    <EmptyState
      isPage
      icon={<SearchX aria-hidden />}
      title={t`There is nothing at this address`}
      actions={
        <>
          <LinkButton href="/inbox">{t`Inbox`}</LinkButton>
          <LinkButton href="/threads">{t`Threads`}</LinkButton>
        </>
      }
    >
      {t`The thread or question may have been deleted, or the address is incomplete.`}
    </EmptyState>
  );
}
