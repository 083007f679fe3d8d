'use client';

import dynamic from 'next/dynamic';
import type { ReactNode } from 'react';
import { AskButton } from '#app/_links/ask-button';
import { useReviewer } from '#app/_shell/reviewer';
import { TriageLine } from '#app/_triage/triage-line';
import { Notice } from '#app/_ui/notice';
import { useNow } from '#app/_ui/now';
import { t } from '#lib/language/gettext';
import { ClaimLine } from './claim-line';
import { EndButton } from './end-button';
import { ReviewedQuestion } from './reviewed-question';
import { useInterrupt } from './use-interrupt';

// Only after a decision is it needed.
const DecidingNotice = dynamic(() => import('./deciding-notice').then((module) => module.DecidingNotice), {
  loading: () => null,
});

export interface UnderReviewProps {
  interruptId: string;
  /** Whether it is the only question of its screen that is open. */
  isAlone?: boolean;
  /** The form that answers the question. */
  children: ReactNode;
}

/** A question's form among several reviewers: who answers it now, and instead of it a decision that can still be taken back. */
export function UnderReview({ interruptId, isAlone = false, children }: UnderReviewProps) {
  const { data } = useInterrupt(interruptId);
  const { name, may } = useReviewer();
  const now = useNow();
  if (data?.scheduled) {
    const { scheduled } = data;
    return <DecidingNotice interruptId={interruptId} decision={scheduled} isMine={scheduled.by === name} />;
  }
  if (!may('review')) {
    return <Notice title={t`It waits for an answer`}>{t`Your role lets you see it, and not answer.`}</Notice>;
  }
  const claim = data?.claim && Date.parse(data.claim.until) > now ? data.claim : null;
  return (
    <>
      <div className="-ml-2 flex flex-wrap items-center gap-x-2">
        <ClaimLine interruptId={interruptId} claim={claim} isAlone={isAlone} />
        {data ? <TriageLine question={data} isAlone={isAlone} /> : null}
        <AskButton interruptId={interruptId} />
        {data ? <EndButton threadId={data.thread.id} questions={[data, ...data.alsoWaiting]} /> : null}
      </div>
      <ReviewedQuestion value={interruptId}>{children}</ReviewedQuestion>
    </>
  );
}
