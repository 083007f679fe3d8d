'use client';

import dynamic from 'next/dynamic';

const Markdown = dynamic(() => import('#app/threads/[id]/_conversation/markdown').then((module) => module.Markdown), {
  loading: () => null,
});

/** A text that may be Markdown, which is loaded for one that looks like it. */
export function RichText({ text, className }: { text: string; className?: string }) {
  const isMarkdown = /\n|\*\*|`/.test(text);
  return (
    <div className={className}>{isMarkdown ? <Markdown text={text} /> : <p className="wrap-anywhere">{text}</p>}</div>
  );
}
