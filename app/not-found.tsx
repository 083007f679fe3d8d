import { SearchX } from 'lucide-react';
import { LinkButton } from './_ui/button';
import { EmptyState } from './_ui/empty-state';

export default function NotFound() {
  return (
    <EmptyState
      isPage
      icon={<SearchX aria-hidden />}
      title="There is nothing at this address"
      actions={
        <>
          <LinkButton href="/inbox">Inbox</LinkButton>
          <LinkButton href="/threads">Threads</LinkButton>
        </>
      }
    >
      The thread or question may have been deleted, or the address is incomplete.
    </EmptyState>
  );
}
