'use client';

import { ErrorState } from '#app/_ui/error-state';

export default function LinkError({ retry }: { retry: () => void }) {
  return (
    <ErrorState title="This page failed" message="Trying again usually helps; nothing was decided." onRetry={retry} />
  );
}
