'use client';

import { useCallback, useMemo, useState } from 'react';

export interface Selection {
  ids: string[];
  has: (id: string) => boolean;
  toggle: (id: string) => void;
  add: (ids: string[]) => void;
  clear: () => void;
  /** Whether all that match are meant, read or not; what is picked is then no matter. */
  isEverything: boolean;
  /** Means all that match. */
  selectEverything: () => void;
}

/** What is selected of the questions that are listed; one that leaves the list leaves the selection. */
export function useSelection(listed: string[]): Selection {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [isEverything, setEverything] = useState(false);
  const toggle = useCallback((id: string) => {
    setEverything(false);
    setChosen((before) => new Set(before.has(id) ? [...before].filter((other) => other !== id) : [...before, id]));
  }, []);
  const add = useCallback((ids: string[]) => setChosen((before) => new Set([...before, ...ids])), []);
  const clear = useCallback(() => {
    setEverything(false);
    setChosen(new Set());
  }, []);
  const selectEverything = useCallback(() => setEverything(true), []);
  return useMemo(() => {
    const ids = listed.filter((id) => chosen.has(id));
    const has = (id: string) => isEverything || chosen.has(id);
    return { ids, has, toggle, add, clear, isEverything, selectEverything };
  }, [listed, chosen, toggle, add, clear, isEverything, selectEverything]);
}
