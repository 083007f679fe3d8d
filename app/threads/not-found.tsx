import { SearchX } from 'lucide-react';
import { LinkButton } from '#app/_ui/button';
import { EmptyState } from '#app/_ui/empty-state';
import { PageHeader } from '#app/_ui/page-header';

export default function ThreadNotFound() {
  return (
    <>
      <PageHeader title="Thread not found" />
      <EmptyState
        icon={<SearchX aria-hidden />}
        title="There is no such thread"
        actions={<LinkButton href="/threads">All threads</LinkButton>}
      >
        It may have been deleted, or the address is incomplete. A thread that was deleted cannot be restored.
      </EmptyState>
    </>
  );
}
