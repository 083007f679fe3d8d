'use client';

import { lazy, Suspense } from 'react';
import { CoveredText } from '#app/_masking/covered-text';

const Markdown = lazy(() => import('./markdown').then((module) => ({ default: module.Markdown })));

/** Markdown, and the plain text of it until the renderer is there. */
export function MessageText({ text }: { text: string }) {
  return (
    <CoveredText text={text}>
      {(shown) => (
        <Suspense
          fallback={
            <p dir="auto" className="whitespace-pre-wrap wrap-anywhere">
              {shown}
            </p>
          }
        >
          <Markdown text={shown} />
        </Suspense>
      )}
    </CoveredText>
  );
}
