'use client';

import { useRouter } from 'next/navigation';
import { useMemo } from 'react';
import { useShortcuts } from '#app/_shell/use-shortcuts';
import { ViewLinks } from '#app/_ui/view-links';
import { t } from '#lib/language/gettext';
import { INBOX_VIEWS, type InboxView, WAITING_VIEWS } from '#lib/review/inbox-views';
import type { InboxCounts } from '#lib/review/list-inbox';
import { MANY_QUESTIONS } from '#lib/review/many';
import { type InboxParams, inboxQuery } from './inbox-params';
import { useSavedViews } from './use-saved-views';
import { viewLabels } from './view-labels';

const DIGITS = 9;

export interface InboxViewsProps {
  params: InboxParams;
  counts: InboxCounts | undefined;
}

/** The views of what waits, those that were saved, and the rest; mentions where there are any; the keys 1 to 9 open the first of them. */
export function InboxViews({ params, counts }: InboxViewsProps) {
  const router = useRouter();
  const { views: saved, current } = useSavedViews(params);
  const views = useMemo(() => {
    const builtIn = (views: readonly InboxView[]) =>
      views
        .filter((view) => view !== 'mentions' || counts?.mentions || params.view === view)
        .map((view) => ({
          href: `/inbox${inboxQuery({ ...params, view, sort: null, after: null })}`,
          label: viewLabels()[view],
          count: counts?.[view],
          isCurrent: current === null && view === params.view,
        }));
    const kept = saved.map(({ id, name, query, count }) => ({
      key: id,
      href: `/inbox?${query}`,
      label: name,
      count: count ?? undefined,
      isCurrent: id === current?.id,
    }));
    return [...builtIn(WAITING_VIEWS), ...kept, ...builtIn(INBOX_VIEWS.slice(WAITING_VIEWS.length))];
  }, [params, counts, saved, current]);
  const shortcuts = useMemo(
    () =>
      Object.fromEntries(views.slice(0, DIGITS).map(({ href }, place) => [`${place + 1}`, () => router.push(href)])),
    [views, router],
  );
  useShortcuts(shortcuts);
  return <ViewLinks label={t`Views`} many={MANY_QUESTIONS} views={views} />;
}
