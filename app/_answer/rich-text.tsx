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
            <MarkdownOrText text={shown} />
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

/** Markdown is brought to its place by a script; without one it is read as it was written. */
function MarkdownOrText({ text }: { text: string }) {
  return (
    <>
      <Markdown text={text} />
      <noscript>
        <p dir="auto" className="whitespace-pre-wrap wrap-anywhere">
          {text}
        </p>
      </noscript>
    </>
  );
}
