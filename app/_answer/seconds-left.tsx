'use client';

import { useState } from 'react';
import { useNow } from '#app/_ui/now';
import { t } from '#lib/language/gettext';

/**
 * Counts down without the server's and the browser's clocks having to agree. Said once to who listens, not every second.
 */
export function SecondsLeft({ leftMs, dueAt }: { leftMs: number; dueAt: string }) {
  const now = useNow();
  const [start, setStart] = useState({ at: now, leftMs, dueAt });
  if (start.dueAt !== dueAt) setStart({ at: now, leftMs, dueAt });
  const seconds = Math.ceil((start.leftMs - (now - start.at)) / 1000);
  return (
    <>
      <span aria-hidden className="font-normal tabular-nums">
        · {seconds > 0 ? t`${seconds} s left` : t`sending`}
      </span>
      <span className="sr-only">. {t`It is sent in a few seconds.`}</span>
    </>
  );
}
