'use client';

import { CircleCheck } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useMemo } from 'react';
import { useShortcuts } from '#app/_shell/use-shortcuts';
import { Button, LinkButton } from '#app/_ui/button';
import { EmptyState } from '#app/_ui/empty-state';
import { ErrorState } from '#app/_ui/error-state';
import { PageHeader } from '#app/_ui/page-header';
import { SkeletonRows } from '#app/_ui/skeleton';
import { t } from '#lib/language/gettext';
import { inboxQuery } from '../inbox-params';
import { LastDecision } from './last-decision';
import { useWorkQueue } from './use-work-queue';
import { WorkItem } from './work-item';

/** The queue, one question at a time. */
export function WorkScreen() {
  const work = useWorkQueue();
  const { params, at, decided, previous, advance, goTo } = work;
  const router = useRouter();
  const inbox = `/inbox${inboxQuery({ ...params, after: null })}`;
  const shortcuts = useMemo(() => {
    const back = () => router.push(inbox);
    const goBack = () => previous !== null && goTo(previous);
    return { u: back, Escape: back, s: advance, ...(previous !== null && { k: goBack }) };
  }, [router, inbox, advance, previous, goTo]);
  useShortcuts(shortcuts);

  const last = decided === null ? null : <LastDecision interruptId={decided} onUndone={() => goTo(decided)} />;
  if (work.error) return <ErrorState message={work.error.message} onRetry={work.startOver} />;
  if (work.isOver) {
    return (
      <>
        <PageHeader title={t`Work the queue`} />
        {last}
        <EmptyState
          icon={<CircleCheck aria-hidden />}
          title={t`That was the last one`}
          actions={
            <>
              <Button onClick={work.startOver}>{t`Start over`}</Button>
              <LinkButton href={inbox}>{t`Back to the inbox`}</LinkButton>
            </>
          }
        >
          {t`What you skipped, and what others are answering, is still in the inbox.`}
        </EmptyState>
      </>
    );
  }
  if (at === null) return <SkeletonRows rows={3} label={t`Looking for the first question`} />;
  return <WorkItem key={at} work={work} interruptId={at} inbox={inbox} last={last} />;
}
