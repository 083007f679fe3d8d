import type { ReactNode } from 'react';
import { CopyButton } from './copy-button';
import { Notice } from './notice';

export interface ShownOnceProps {
  title: string;
  text: string;
  /** Names the text on the button that copies it. */
  what: string;
  /** What to do with it. */
  children: ReactNode;
}

/** A text that the server does not keep: whoever needs it takes it from here. */
export function ShownOnce({ title, text, what, children }: ShownOnceProps) {
  return (
    <Notice tone="success" role="status" title={title} actions={<CopyButton text={text} what={what} />}>
      <code className="block font-mono text-xs text-ink wrap-anywhere">{text}</code>
      {children}
    </Notice>
  );
}
