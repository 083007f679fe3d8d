'use client';

import { Unplug } from 'lucide-react';
import { useLive } from './live-provider';

export function ConnectionBanner() {
  const { connection } = useLive();
  return (
    <div role="status" className="sticky top-13 z-10 md:top-0">
      {connection === 'lost' ? (
        <p className="flex items-center gap-2 bg-waiting-soft px-4 py-2 text-sm text-waiting-ink md:px-6">
          <Unplug aria-hidden className="size-4 shrink-0" />
          Connection lost, reconnecting. What you see may be old; drafts are kept.
        </p>
      ) : null}
    </div>
  );
}
