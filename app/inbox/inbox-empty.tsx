import { Inbox } from 'lucide-react';
import type { ReactNode } from 'react';
import { ShortcutCaps } from '#app/_shell/shortcut-caps';
import { Button, LinkButton } from '#app/_ui/button';
import { EmptyState } from '#app/_ui/empty-state';
import { jt } from '#app/_ui/jt';
import { t } from '#lib/language/gettext';
import { activeFilters } from './active-filters';
import type { InboxParams } from './inbox-params';

export interface InboxEmptyProps {
  params: InboxParams;
  onClear: () => void;
}

const explanations = (): Partial<Record<InboxParams['view'], ReactNode>> => ({
  mine: jt`A question is yours while you answer it, when you claim it with ${<ShortcutCaps keys="c" />}, and when it is assigned to you.`,
  claimed: t`Nobody else answers a question now.`,
  mentions: t`What others write about a question with @ and your name is here until you answer them or it is decided.`,
  expiring: t`No question that waits has a deadline ahead.`,
  snoozed: jt`A question that is put off with ${<ShortcutCaps keys="h" />} is here until it comes back.`,
});

export function InboxEmpty({ params, onClear }: InboxEmptyProps) {
  const filters = [...(params.q ? [t`“${params.q}”`] : []), ...activeFilters(params).map(({ label }) => label)];
  if (filters.length > 0) {
    return (
      <EmptyState
        icon={<Inbox aria-hidden />}
        title={t`No question matches`}
        actions={<Button onClick={onClear}>{t`Clear filters`}</Button>}
      >
        {t`Nothing in this view with ${filters.join(', ')}.`}
      </EmptyState>
    );
  }
  if (params.view !== 'waiting') {
    return (
      <EmptyState icon={<Inbox aria-hidden />} title={t`Nothing here`}>
        {explanations()[params.view]}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={<Inbox aria-hidden />}
      title={t`Nothing is waiting`}
      actions={<LinkButton href="/threads">{t`Start a thread`}</LinkButton>}
    >
      {t`When a graph pauses to ask, its question appears here by itself. The demo graphs age and expense ask one.`}
    </EmptyState>
  );
}
