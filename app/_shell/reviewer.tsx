'use client';

import dynamic from 'next/dynamic';
import { createContext, type ReactNode, useCallback, useContext, useMemo, useRef, useState } from 'react';

const ReviewerDialog = dynamic(() => import('./reviewer-dialog').then((module) => module.ReviewerDialog), {
  loading: () => null,
});

export interface Reviewer {
  /** Null until a name was given in this browser. */
  name: string | null;
  /** Opens the prompt; null when it was closed without a name. */
  askForName: () => Promise<string | null>;
  /** The known name, or the answer to the prompt. */
  identify: () => Promise<string | null>;
}

const ReviewerContext = createContext<Reviewer | null>(null);

export function useReviewer(): Reviewer {
  const reviewer = useContext(ReviewerContext);
  if (!reviewer) throw new Error('useReviewer needs a ReviewerProvider above it; the root layout has one.');
  return reviewer;
}

export function ReviewerProvider({ initialName, children }: { initialName: string | null; children: ReactNode }) {
  const [name, setName] = useState(initialName);
  const [open, setOpen] = useState(false);
  const waiting = useRef<((name: string | null) => void) | null>(null);

  const settle = useCallback((given: string | null) => {
    if (given) setName(given);
    setOpen(false);
    waiting.current?.(given);
    waiting.current = null;
  }, []);

  const reviewer = useMemo<Reviewer>(() => {
    const askForName = () => {
      setOpen(true);
      return new Promise<string | null>((resolve) => {
        waiting.current = resolve;
      });
    };
    return { name, askForName, identify: async () => name ?? askForName() };
  }, [name]);

  return (
    <ReviewerContext value={reviewer}>
      {children}
      {open ? <ReviewerDialog currentName={name} onDone={settle} /> : null}
    </ReviewerContext>
  );
}
