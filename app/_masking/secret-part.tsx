'use client';

import { useState } from 'react';
import { MASK } from '#lib/runs/masking/mask-text';

/** A value that is covered until somebody wants to see it; others stay covered. */
export function SecretPart({ text }: { text: string }) {
  const [isShown, setShown] = useState(false);
  return (
    <span className="whitespace-pre-wrap">
      {isShown ? text : <span aria-hidden>{MASK}</span>}
      <button
        type="button"
        aria-pressed={isShown}
        onClick={() => setShown(!isShown)}
        className="mx-1 min-h-6 rounded px-1 font-sans text-xs text-accent underline underline-offset-2"
      >
        {isShown ? 'Hide' : 'Show'}
        <span className="sr-only"> secret value</span>
      </button>
    </span>
  );
}
