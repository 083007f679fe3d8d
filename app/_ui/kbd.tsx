import type { ReactNode } from 'react';

/** A key. On a control it is left out for fingers, which have none. */
export function Kbd({ children }: { children: ReactNode }) {
  return (
    <kbd className="inline-flex h-5 min-w-5 items-center justify-center rounded border border-control-line bg-surface px-1 font-mono text-2xs text-ink-soft in-[:is(button,a)]:pointer-coarse:hidden">
      {children}
    </kbd>
  );
}
