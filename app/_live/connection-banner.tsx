'use client';

import { Unplug } from 'lucide-react';
import { t } from '#lib/language/gettext';
import { useLive } from './live-provider';

/** Over every screen, while something stands between it and what it shows. */
export function ConnectionBanner() {
  const { connection, trouble } = useLive();
  return (
    <div role="status" className="sticky top-13 z-10 md:top-0">
      {connection === 'lost' ? <Line text={lost()} /> : null}
      {connection === 'open' && trouble !== null ? <Line text={trouble} /> : null}
    </div>
  );
}

function lost(): string {
  return t`Connection lost, reconnecting. What you see is from before, its times stand still; nothing can be sent, drafts are kept.`;
}

function Line({ text }: { text: string }) {
  return (
    <p className="flex items-center gap-2 bg-waiting-soft px-4 py-2 text-sm text-waiting-ink md:px-6">
      <Unplug aria-hidden className="size-4 shrink-0" />
      {text}
    </p>
  );
}
