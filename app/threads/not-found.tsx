import { SearchX } from 'lucide-react';
import { LinkButton } from '#app/_ui/button';
import { EmptyState } from '#app/_ui/empty-state';
import { PageHeader } from '#app/_ui/page-header';
import { t } from '#lib/language/gettext';

export default function ThreadNotFound() {
  return (
    <>
      <PageHeader title={t`Thread not found`} />
      <EmptyState
        icon={<SearchX aria-hidden />}
        title={t`There is no such thread`}
        actions={<LinkButton href="/threads">{t`All threads`}</LinkButton>}
      >
        {t`It may have been deleted, or the address is incomplete. A thread that was deleted cannot be restored.`}
      </EmptyState>
    </>
  );
}
