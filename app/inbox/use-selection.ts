'use client';

import { useCallback, useMemo, useState } from 'react';

export interface Selection {
  ids: string[];
  has: (id: string) => boolean;
  toggle: (id: string) => void;
  add: (ids: string[]) => void;
  clear: () => void;
}

/** What is selected of the questions that are listed; one that leaves the list leaves the selection. */
export function useSelection(listed: string[]): Selection {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const toggle = useCallback((id: string) => {
    setChosen((before) => new Set(before.has(id) ? [...before].filter((other) => other !== id) : [...before, id]));
  }, []);
  const add = useCallback((ids: string[]) => setChosen((before) => new Set([...before, ...ids])), []);
  const clear = useCallback(() => setChosen(new Set()), []);
  return useMemo(() => {
    const ids = listed.filter((id) => chosen.has(id));
    return { ids, has: (id) => chosen.has(id), toggle, add, clear };
  }, [listed, chosen, toggle, add, clear]);
}
