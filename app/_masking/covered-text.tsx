'use client';

import { type ReactNode, useMemo, useState } from 'react';
import { t } from '#lib/language/gettext';
import { maskedText } from '#lib/runs/masking/mask-text';
import { secretNames } from '#lib/runs/masking/secret-names';

export interface CoveredTextProps {
  text: string;
  /** Shows a text as a whole, such as Markdown, in which nothing can be uncovered one by one. */
  children: (text: string) => ReactNode;
}

/** A text that is shown as a whole, its secrets covered until somebody wants to see them. */
export function CoveredText({ text, children }: CoveredTextProps) {
  const [isShown, setShown] = useState(false);
  const masked = useMemo(() => maskedText(text, secretNames()), [text]);
  if (masked === text) return children(text);
  return (
    <>
      {children(isShown ? text : masked)}
      <button
        type="button"
        aria-pressed={isShown}
        onClick={() => setShown(!isShown)}
        className="min-h-6 text-xs text-accent underline underline-offset-2"
      >
        {isShown ? t`Hide secret values` : t`Show secret values`}
      </button>
    </>
  );
}
