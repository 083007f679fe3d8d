import type { ReactNode } from 'react';

export const head = 'border-b py-1 pr-3 text-left font-medium text-ink-faint';
export const cell = 'border-b py-1 pr-3';

export interface PlainTableProps {
  /** Names the table for screen readers; its card has a heading for everybody. */
  caption: string;
  /** `th` elements. */
  heads: ReactNode;
  /** `tr` elements. */
  children: ReactNode;
}

export function PlainTable({ caption, heads, children }: PlainTableProps) {
  return (
    // A table that is wider than the screen is scrolled by itself, also by keyboard.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable
    <section aria-label={caption} tabIndex={0} className="overflow-x-auto">
      <table className="w-full border-collapse text-xs">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>{heads}</tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </section>
  );
}
