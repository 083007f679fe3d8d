'use client';

import { DatabaseZap, type LucideIcon, Unplug } from 'lucide-react';
import { useLive } from './live-provider';

const LOST = 'Connection lost, reconnecting. What you see may be old; drafts are kept.';

/** Over every screen, while something stands between it and what it shows. */
export function ConnectionBanner() {
  const { connection, trouble } = useLive();
  return (
    <div role="status" className="sticky top-13 z-10 md:top-0">
      {connection === 'lost' ? <Line icon={Unplug} text={LOST} /> : null}
      {connection === 'open' && trouble !== null ? <Line icon={DatabaseZap} text={trouble} /> : null}
    </div>
  );
}

function Line({ icon: Icon, text }: { icon: LucideIcon; text: string }) {
  return (
    <p className="flex items-center gap-2 bg-waiting-soft px-4 py-2 text-sm text-waiting-ink md:px-6">
      <Icon aria-hidden className="size-4 shrink-0" />
      {text}
    </p>
  );
}
