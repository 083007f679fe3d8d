'use client';

import { useState } from 'react';
import { t } from '#lib/language/gettext';
import { MASK } from '#lib/runs/masking/mask-text';

/** A value that is covered until somebody wants to see it; others stay covered. */
export function SecretPart({ text }: { text: string }) {
  const [isShown, setShown] = useState(false);
  return (
    <span className="whitespace-pre-wrap">
      {isShown ? text : <span aria-hidden>{MASK}</span>}
      <button
        type="button"
        aria-label={isShown ? t`Hide secret value` : t`Show secret value`}
        aria-pressed={isShown}
        onClick={() => setShown(!isShown)}
        className="mx-1 min-h-6 rounded px-1 font-sans text-xs text-accent underline underline-offset-2"
      >
        {isShown ? t`Hide` : t`Show`}
      </button>
    </span>
  );
}
