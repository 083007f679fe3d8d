'use client';

import { useRouter } from 'next/navigation';
import { useMemo } from 'react';
import { useInterrupt } from '#app/_answer/use-interrupt';
import { isGone } from '#app/_data/read-error';
import { useShortcuts } from '#app/_shell/use-shortcuts';
import { ErrorState } from '#app/_ui/error-state';
import { SkeletonRows } from '#app/_ui/skeleton';
import { QuestionBody } from './question-body';
import { QuestionGone } from './question-gone';
import { QuestionHeader } from './question-header';

export function QuestionScreen({ interruptId }: { interruptId: string }) {
  const { data: interrupt, error, refetch } = useInterrupt(interruptId);
  const router = useRouter();
  const threadId = interrupt?.thread.id;
  const shortcuts = useMemo(() => {
    const back = () => router.push('/inbox');
    const openThread = () => router.push(`/threads/${threadId}`);
    return { u: back, Escape: back, ...(threadId && { o: openThread }) };
  }, [router, threadId]);
  useShortcuts(shortcuts);

  if (isGone(error)) return <QuestionGone interruptId={interruptId} />;
  if (!interrupt)
    return error ? <ErrorState message={error.message} onRetry={() => refetch()} /> : <SkeletonRows rows={3} />;
  return (
    <>
      <QuestionHeader interrupt={interrupt} />
      <QuestionBody interrupt={interrupt} />
    </>
  );
}
