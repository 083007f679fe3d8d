'use client';

import { type RefObject, useCallback, useLayoutEffect, useMemo, useReducer, useRef, useState } from 'react';
import { neighbour } from './neighbour';

export interface ListFocus {
  /** The question that has the focus, or had it last. */
  current: string | null;
  /** The question that has it now. */
  focused: () => string | null;
  /** Puts the focus on a question of the list, wherever that is. */
  focusOn: (id: string) => void;
  /** To the next question, or the one before. @returns which one that is; null in an empty list */
  move: (step: 1 | -1) => string | null;
  onFocus: (id: string) => void;
}

/** The focus among rows of which most are not in the document. */
export function useListFocus(list: RefObject<HTMLElement | null>, ids: string[]): ListFocus {
  const [current, setCurrent] = useState<string | null>(null);
  // Its row may have to be made first, or its page read.
  const wanted = useRef<string | null>(null);
  // Where the list goes on when the question that had the focus has left it.
  const place = useRef(-1);

  useLayoutEffect(() => {
    const row =
      wanted.current && list.current?.querySelector<HTMLElement>(`a[data-row="${CSS.escape(wanted.current)}"]`);
    if (!row) return;
    wanted.current = null;
    row.focus();
  });

  const [, render] = useReducer((times: number) => times + 1, 0);
  const focusOn = useCallback((id: string) => {
    wanted.current = id;
    setCurrent(id);
    render();
  }, []);
  const move = useCallback(
    (step: 1 | -1) => {
      const id = neighbour(ids, { current, place: place.current, step });
      if (id === null) return null;
      place.current = ids.indexOf(id);
      focusOn(id);
      return id;
    },
    [current, ids, focusOn],
  );
  const focused = useCallback(
    () => list.current?.querySelector<HTMLElement>('a[data-row]:focus')?.dataset.row ?? null,
    [list],
  );
  return useMemo(() => ({ current, focused, focusOn, move, onFocus: setCurrent }), [current, focused, focusOn, move]);
}
