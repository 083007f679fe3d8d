'use client';

import { useEffect, useRef } from 'react';
import { t } from '#lib/language/gettext';
import { useLive } from './_live/live-provider';
import { ErrorState } from './_ui/error-state';

interface Props {
  error: unknown;
  retry: () => void;
}

/** In production the browser gets no message of a server's error, only a digest that its log repeats. */
export default function PageError({ error, retry }: Props) {
  const { trouble } = useLive();
  useOnceWell(trouble, retry);
  const digest = error instanceof Error && 'digest' in error ? String(error.digest) : undefined;
  const message = digest
    ? t`The server could not build this page. Its log has the details under digest ${digest}.`
    : t`Something in this page failed. Trying again usually helps; nothing that was saved is lost.`;
  return <ErrorState title={t`This page failed`} message={trouble ?? message} onRetry={retry} />;
}

/** Does it when trouble that there was is over. */
function useOnceWell(trouble: string | null, work: () => void): void {
  const wasTroubled = useRef(false);
  useEffect(() => {
    const isOver = trouble === null && wasTroubled.current;
    wasTroubled.current = trouble !== null;
    if (isOver) work();
  }, [trouble, work]);
}
