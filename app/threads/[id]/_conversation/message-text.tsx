'use client';

import { lazy, Suspense } from 'react';

const Markdown = lazy(() => import('./markdown').then((module) => ({ default: module.Markdown })));

/** Markdown, and the plain text of it until the renderer is there. */
export function MessageText({ text }: { text: string }) {
  return (
    <Suspense fallback={<p className="whitespace-pre-wrap wrap-anywhere">{text}</p>}>
      <Markdown text={text} />
    </Suspense>
  );
}
