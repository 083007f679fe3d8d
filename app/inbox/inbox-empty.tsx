import { Inbox } from 'lucide-react';
import { Button, LinkButton } from '#app/_ui/button';
import { EmptyState } from '#app/_ui/empty-state';
import type { InboxCounts } from '#lib/review/list-inbox';
import type { InboxParams } from './inbox-params';

export interface InboxEmptyProps {
  params: InboxParams;
  counts: InboxCounts | undefined;
  onClear: () => void;
}

export function InboxEmpty({ params, counts, onClear }: InboxEmptyProps) {
  const filters = [
    params.q && `“${params.q}”`,
    params.graph && `graph ${params.graph}`,
    params.node && `node ${params.node}`,
  ].filter(Boolean);
  if (filters.length > 0) {
    return (
      <EmptyState
        icon={<Inbox aria-hidden />}
        title="No question matches"
        actions={<Button onClick={onClear}>Clear filters</Button>}
      >
        Nothing in this view with {filters.join(', ')}.
      </EmptyState>
    );
  }
  if (params.view !== 'waiting') return <EmptyState icon={<Inbox aria-hidden />} title="Nothing here yet" />;
  return (
    <EmptyState
      icon={<Inbox aria-hidden />}
      title="Nothing is waiting"
      actions={<LinkButton href="/threads">Start a thread</LinkButton>}
    >
      {counts && counts.answered > 0
        ? 'Every question is decided. New ones appear here by themselves.'
        : 'When a graph pauses to ask, its question appears here by itself. The demo graphs age and expense ask one.'}
    </EmptyState>
  );
}
