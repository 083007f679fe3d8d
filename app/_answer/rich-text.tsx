'use client';

import dynamic from 'next/dynamic';
import { CoveredText } from '#app/_masking/covered-text';

const Markdown = dynamic(() => import('#app/threads/[id]/_conversation/markdown').then((module) => module.Markdown), {
  loading: () => null,
});

/** A text that may be Markdown, which is loaded for one that looks like it. */
export function RichText({ text, className }: { text: string; className?: string }) {
  const isMarkdown = /\n|\*\*|`/.test(text);
  return (
    <div className={className}>
      <CoveredText text={text}>
        {(shown) =>
          isMarkdown ? (
            <Markdown text={shown} />
          ) : (
            <p dir="auto" className="wrap-anywhere">
              {shown}
            </p>
          )
        }
      </CoveredText>
    </div>
  );
}
