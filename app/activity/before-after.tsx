'use client';

import dynamic from 'next/dynamic';
import { useState } from 'react';
import { t } from '#lib/language/gettext';

const ValueDiff = dynamic(() => import('#app/_answer/value-diff').then((module) => module.ValueDiff), {
  loading: () => null,
});

/** What an edit found and what it left, on demand. */
export function BeforeAfter({ before, after }: { before: unknown; after: unknown }) {
  const [open, setOpen] = useState(false);
  return (
    <div className="mt-1 text-xs">
      <button
        type="button"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className="min-h-6 text-accent underline"
      >
        {open ? t`Hide before and after` : t`Show before and after`}
      </button>
      {open ? <ValueDiff proposed={before} edited={after} /> : null}
    </div>
  );
}
