'use client';

import { RotateCw, TriangleAlert } from 'lucide-react';
import { t } from '#lib/language/gettext';
import { Button } from './button';

export interface ErrorStateProps {
  title?: string;
  /** What went wrong, in words a person can act on. */
  message: string;
  onRetry?: () => void;
}

export function ErrorState({ title = t`This could not be loaded`, message, onRetry }: ErrorStateProps) {
  return (
    <div
      role="alert"
      className="m-4 flex flex-wrap items-center gap-3 rounded-lg border border-danger bg-danger-soft p-4"
    >
      <TriangleAlert aria-hidden className="size-5 shrink-0 text-danger-ink" />
      <div className="min-w-0 flex-1">
        <p className="text-sm font-semibold">{title}</p>
        <p className="text-sm text-ink-soft wrap-anywhere">{message}</p>
      </div>
      {onRetry ? (
        <Button size="sm" icon={<RotateCw aria-hidden />} onClick={onRetry}>
          {t`Try again`}
        </Button>
      ) : null}
    </div>
  );
}
