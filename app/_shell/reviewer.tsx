'use client';

import dynamic from 'next/dynamic';
import { createContext, type ReactNode, useCallback, useContext, useMemo, useRef, useState } from 'react';
import type { Permission } from '#lib/auth/permissions';

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
  /** Whether the server would let this person do it. It asks again when it is done. */
  may: (permission: Permission) => boolean;
  /** The name is that of an account, and stays as it is. */
  isMember: boolean;
}

export interface ReviewerProviderProps {
  initialName: string | null;
  permissions: readonly Permission[];
  isMember: boolean;
  children: ReactNode;
}

const ReviewerContext = createContext<Reviewer | null>(null);

export function useReviewer(): Reviewer {
  const reviewer = useContext(ReviewerContext);
  if (!reviewer) throw new Error('useReviewer needs a ReviewerProvider above it; the root layout has one.');
  return reviewer;
}

export function ReviewerProvider({ initialName, permissions, isMember, children }: ReviewerProviderProps) {
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
    const may = (permission: Permission) => permissions.includes(permission);
    return { name, askForName, identify: async () => name ?? askForName(), may, isMember };
  }, [name, permissions, isMember]);

  return (
    <ReviewerContext value={reviewer}>
      {children}
      {open ? <ReviewerDialog currentName={name} onDone={settle} /> : null}
    </ReviewerContext>
  );
}
