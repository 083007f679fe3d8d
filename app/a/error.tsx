'use client';

import { ErrorState } from '#app/_ui/error-state';
import { t } from '#lib/language/gettext';

export default function LinkError({ retry }: { retry: () => void }) {
  return (
    <ErrorState
      title={t`This page failed`}
      message={t`Trying again usually helps; nothing was decided.`}
      onRetry={retry}
    />
  );
}
