'use client';

import { SkipForward, Undo } from 'lucide-react';
import dynamic from 'next/dynamic';
import { type ReactNode, useEffect, useRef } from 'react';
import { useInterrupt } from '#app/_answer/use-interrupt';
import { isGone } from '#app/_data/read-error';
import { useReviewer } from '#app/_shell/reviewer';
import { ShortcutButton } from '#app/_shell/shortcut-button';
import { BackLink } from '#app/_ui/back-link';
import { ErrorState } from '#app/_ui/error-state';
import { formatCount } from '#app/_ui/format-count';
import { PageHeader } from '#app/_ui/page-header';
import { SkeletonRows } from '#app/_ui/skeleton';
import { QuestionBody } from '#app/i/[id]/question-body';
import { QuestionGone } from '#app/i/[id]/question-gone';
import { c, t } from '#lib/language/gettext';
import { MANY_QUESTIONS } from '#lib/review/many';
import type { useWorkQueue } from './use-work-queue';

// Others come later than the page.
const Lookers = dynamic(() => import('#app/_presence/lookers').then((module) => module.Lookers), {
  loading: () => null,
});

export interface WorkItemProps {
  interruptId: string;
  work: ReturnType<typeof useWorkQueue>;
  /** Where the queue came from. */
  inbox: string;
  /** What was decided before. */
  last: ReactNode;
}

/** One question of the queue. Once the reader has decided it, the next one takes its place. */
export function WorkItem({ interruptId, work, inbox, last }: WorkItemProps) {
  const { data: interrupt, error, refetch } = useInterrupt(interruptId);
  const { name } = useReviewer();
  const heading = useRef<HTMLDivElement>(null);
  const { advance, setDecided, previous, goTo } = work;

  // Whoever reads the screen hears what comes next.
  const isThere = interrupt !== undefined;
  useEffect(() => {
    if (isThere) heading.current?.focus();
  }, [isThere]);

  const wasAwake = useRef(false);
  const isAwake = interrupt?.outcome === 'pending' && interrupt.snoozedUntil === null;
  const isPutOff = name !== null && interrupt?.snoozedUntil !== null && interrupt?.snoozedBy === name;
  useEffect(() => {
    if (isAwake) wasAwake.current = true;
    if (!isPutOff || !wasAwake.current) return;
    wasAwake.current = false;
    advance();
  }, [isAwake, isPutOff, advance]);

  const wasOpen = useRef(false);
  const isOpen = interrupt?.outcome === 'pending' && interrupt.scheduled === null;
  const isMine = name !== null && (interrupt?.scheduled?.by === name || interrupt?.decidedBy === name);
  useEffect(() => {
    if (isOpen) wasOpen.current = true;
    // What somebody else decided stays on the screen, with what one was writing.
    if (isOpen || !wasOpen.current || !isMine) return;
    wasOpen.current = false;
    setDecided(interruptId);
    advance();
  }, [isOpen, isMine, interruptId, setDecided, advance]);

  if (isGone(error)) {
    return (
      <>
        {last}
        <QuestionGone interruptId={interruptId} />
        <ShortcutButton icon={<SkipForward aria-hidden />} shortcut="s" onClick={advance} className="self-center">
          {t`Next`}
        </ShortcutButton>
      </>
    );
  }
  if (!interrupt)
    return error ? <ErrorState message={error.message} onRetry={() => refetch()} /> : <SkeletonRows rows={3} />;
  return (
    <>
      <div ref={heading} tabIndex={-1} className="outline-none">
        <PageHeader
          eyebrow={
            <>
              <BackLink href={inbox}>{t`Inbox`}</BackLink>
              {interrupt.outcome === 'pending' ? <Lookers interruptId={interruptId} claim={interrupt.claim} /> : null}
            </>
          }
          title={interrupt.title}
          description={<Progress work={work} where={`${interrupt.graphId} › ${interrupt.node}`} />}
          actions={
            <>
              {previous ? (
                <ShortcutButton icon={<Undo aria-hidden />} shortcut="k" onClick={() => goTo(previous)}>
                  {c('to what was before').t`Back`}
                </ShortcutButton>
              ) : null}
              <ShortcutButton icon={<SkipForward aria-hidden />} shortcut="s" onClick={advance}>
                {isOpen ? t`Skip` : t`Next`}
              </ShortcutButton>
            </>
          }
        />
      </div>
      {last}
      <QuestionBody interrupt={interrupt} />
    </>
  );
}

function Progress({ work: { position, total }, where }: { work: WorkItemProps['work']; where: string }) {
  return (
    <span role="status">
      {total === undefined ? t`Question ${position}` : t`Question ${position} of ${formatCount(total, MANY_QUESTIONS)}`}{' '}
      · {where}
    </span>
  );
}
