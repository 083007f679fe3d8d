'use client';

import { useRouter } from 'next/navigation';
import { useMemo } from 'react';
import { useInterrupt } from '#app/_answer/use-interrupt';
import { useShortcutSettings, useShortcuts } from '#app/_shell/use-shortcuts';
import { ErrorState } from '#app/_ui/error-state';
import { SkeletonRows } from '#app/_ui/skeleton';
import { QuestionBody } from './question-body';
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
      <QuestionBody interrupt={interrupt} />
    </>
  );
}
