'use client';

import { useRouter } from 'next/navigation';
import { useMemo } from 'react';
import { useInterrupt } from '#app/_answer/use-interrupt';
import { useShortcutSettings, useShortcuts } from '#app/_shell/use-shortcuts';
import { ErrorState } from '#app/_ui/error-state';
import { SkeletonRows } from '#app/_ui/skeleton';
import { EarlierQuestions } from './earlier-questions';
import { QuestionChain } from './question-chain';
import { QuestionFacts } from './question-facts';
import { QuestionHeader } from './question-header';

export function QuestionScreen({ interruptId }: { interruptId: string }) {
  const { data: interrupt, error, refetch } = useInterrupt(interruptId);
  const router = useRouter();
  const { enabled } = useShortcutSettings();
  useShortcuts(
    useMemo(() => ({ u: () => router.push('/inbox') }), [router]),
    enabled,
  );

  if (!interrupt)
    return error ? <ErrorState message={error.message} onRetry={() => refetch()} /> : <SkeletonRows rows={3} />;
  return (
    <>
      <QuestionHeader interrupt={interrupt} />
      <div className="flex flex-col gap-6 px-4 pb-8 md:px-6 xl:flex-row xl:items-start">
        <div className="flex w-full max-w-3xl min-w-0 flex-col gap-4">
          <EarlierQuestions questions={interrupt.earlier} />
          <QuestionChain interruptId={interruptId} />
        </div>
        <QuestionFacts interrupt={interrupt} />
      </div>
    </>
  );
}
