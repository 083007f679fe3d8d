'use client';

import { useState } from 'react';
import { MaskedText } from '#app/_masking/masked-text';
import { parseJson } from '#app/_ui/json-editor';
import { JsonView } from '#app/_ui/json-view';
import { t } from '#lib/language/gettext';

const SHORT = 600;

/** What a tool gave back: a tree when it is JSON, else its text, the beginning of it when it is long. */
export function ToolOutput({ text }: { text: string }) {
  const [isWhole, setWhole] = useState(false);
  const parsed = /^\s*[[{]/.test(text) ? parseJson(text) : null;
  if (parsed?.ok) return <JsonView value={parsed.value} openLevels={2} className="rounded-md bg-sunken px-2 py-1.5" />;
  const isLong = text.length > SHORT;
  return (
    <div className="rounded-md bg-sunken px-3 py-2">
      <p className="font-mono text-xs whitespace-pre-wrap wrap-anywhere">
        <MaskedText text={isLong && !isWhole ? `${text.slice(0, SHORT)}…` : text} />
      </p>
      {isLong ? (
        <button type="button" className="mt-1 min-h-6 text-xs text-accent underline" onClick={() => setWhole(!isWhole)}>
          {isWhole ? t`Show less` : t`Show all ${text.length} characters`}
        </button>
      ) : null}
    </div>
  );
}
