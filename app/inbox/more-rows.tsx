'use client';

import { useEffect } from 'react';
import { LinkButton } from '#app/_ui/button';
import { ErrorState } from '#app/_ui/error-state';
import { t } from '#lib/language/gettext';
import type { InboxPages } from './use-inbox-pages';
import type { RowRange } from './use-rows-in-sight';

/** Rows before the end at which the next page is asked for. */
const AHEAD = 15;

export interface MoreRowsProps {
  pages: InboxPages;
  /** Which rows are in the document. */
  range: RowRange;
  /** The address of the next page, for where there are no scripts; null on the last one. */
  href: string | null;
}

/** Where the list that was read ends: the next page is read before one gets there. */
export function MoreRows({ pages, range, href }: MoreRowsProps) {
  const { items, isReading, later, loadMore, show } = pages;
  const isNear = range.isMeasured && range.end > items.length - AHEAD;
  useEffect(() => {
    if (isNear) loadMore();
  }, [isNear, loadMore]);
  useEffect(() => show(range), [show, range]);

  if (later.error) return <ErrorState message={later.error.message} onRetry={() => void later.retry?.()} />;
  if (href === null && !isReading) return null;
  return (
    <nav aria-label={t`Pages`} className="flex h-15 items-center px-4 md:px-6">
      {href === null ? (
        <span className="text-sm text-ink-faint">{t`Loading more …`}</span>
      ) : (
        <LinkButton
          href={href}
          prefetch={false}
          onClick={(event) => {
            event.preventDefault();
            loadMore();
          }}
        >
          {t`Next page`}
        </LinkButton>
      )}
    </nav>
  );
}
