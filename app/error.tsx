'use client';

import { ErrorState } from './_ui/error-state';

/** In production the browser gets no message of a server's error, only a digest that its log repeats. */
export default function PageError({ error, retry }: { error: unknown; retry: () => void }) {
  const digest = error instanceof Error && 'digest' in error ? String(error.digest) : undefined;
  const message = digest
    ? `The server could not build this page. Its log has the details under digest ${digest}.`
    : 'Something in this page failed. Trying again usually helps; nothing that was saved is lost.';
  return <ErrorState title="This page failed" message={message} onRetry={retry} />;
}
