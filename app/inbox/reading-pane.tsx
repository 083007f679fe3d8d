'use client';

import { MousePointerClick, X } from 'lucide-react';
import Link from 'next/link';
import { useMemo } from 'react';
import { useInterrupt } from '#app/_answer/use-interrupt';
import { isGone } from '#app/_data/read-error';
import { Lookers } from '#app/_presence/lookers';
import { useShortcuts } from '#app/_shell/use-shortcuts';
import { Button } from '#app/_ui/button';
import { EmptyState } from '#app/_ui/empty-state';
import { ErrorState } from '#app/_ui/error-state';
import { SkeletonRows } from '#app/_ui/skeleton';
import { QuestionBody } from '#app/i/[id]/question-body';
import { QuestionGone } from '#app/i/[id]/question-gone';
import { QuestionOrigin } from '#app/i/[id]/question-header';
import { t } from '#lib/language/gettext';
import type { ReadingPaneControl } from './use-reading-pane';

/** The question that was chosen in the list, with all that its own page has. */
export function ReadingPane({ pane }: { pane: ReadingPaneControl }) {
  const { selected, close } = pane;
  return (
    <section aria-label={t`Question`} className="sticky top-0 h-dvh min-w-0 self-start overflow-y-auto">
      {selected === null ? (
        <EmptyState icon={<MousePointerClick aria-hidden />} title={t`No question is chosen`}>
          {t`What you open in the list is shown here.`}
        </EmptyState>
      ) : (
        <PaneQuestion key={selected} interruptId={selected} onClose={close} />
      )}
    </section>
  );
}

function PaneQuestion({ interruptId, onClose }: { interruptId: string; onClose: () => void }) {
  const { data: interrupt, error, refetch } = useInterrupt(interruptId);
  useShortcuts(useMemo(() => ({ u: onClose, Escape: onClose }), [onClose]));
  if (isGone(error)) return <QuestionGone interruptId={interruptId} />;
  if (!interrupt)
    return error ? <ErrorState message={error.message} onRetry={() => refetch()} /> : <SkeletonRows rows={3} />;
  return (
    <>
      <header className="flex items-start gap-3 px-4 pt-4 pb-3 md:px-6">
        <div className="min-w-0 flex-1">
          <h2 className="text-lg font-semibold tracking-tight wrap-anywhere">
            <Link href={`/i/${interruptId}`} prefetch={false} className="rounded-sm hover:underline">
              {interrupt.title}
            </Link>
          </h2>
          <div className="text-sm text-ink-faint">
            <QuestionOrigin interrupt={interrupt} />
          </div>
          {interrupt.outcome === 'pending' ? (
            <div className="mt-1 flex text-xs text-ink-faint">
              <Lookers interruptId={interruptId} claim={interrupt.claim} />
            </div>
          ) : null}
        </div>
        <Button variant="ghost" size="sm" aria-label={t`Close question`} icon={<X aria-hidden />} onClick={onClose} />
      </header>
      <QuestionBody interrupt={interrupt} />
    </>
  );
}
