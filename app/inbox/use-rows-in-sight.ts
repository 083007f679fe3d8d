'use client';

import { type RefObject, useLayoutEffect, useRef, useState } from 'react';
import { rowsShift } from './rows-shift';

/** Rows from `first` up to, and without, `end`. */
export interface RowRange {
  first: number;
  end: number;
  /** Whether a browser says so; before, it is what the server sent. */
  isMeasured: boolean;
}

/** Rows that are made before they are needed, and how many more at a time. */
const MARGIN = 12;
const STEP = 6;

/**
 * Which rows of a list on the page are to be in the document: those in sight, and a few around them. All rows have one height, so
 * that is a division. Until a browser has measured, it is the first `beforehand` ones.
 */
export function useRowsInSight(
  list: RefObject<HTMLElement | null>,
  { ids, beforehand }: { ids: string[]; beforehand: number },
): RowRange {
  const [range, setRange] = useState<RowRange>({ first: 0, end: beforehand, isMeasured: false });
  const count = ids.length;

  useSteadyRows(list, ids);
  useLayoutEffect(() => {
    const look = () => {
      const sight = inSight(list.current, count);
      if (!sight) return;
      const first = Math.max(0, Math.floor((sight.first - MARGIN) / STEP) * STEP);
      const end = Math.ceil((sight.end + MARGIN) / STEP) * STEP;
      setRange((before) =>
        before.isMeasured && before.first === first && before.end === end ? before : { first, end, isMeasured: true },
      );
    };
    look();
    window.addEventListener('scroll', look, { passive: true });
    window.addEventListener('resize', look);
    return () => {
      window.removeEventListener('scroll', look);
      window.removeEventListener('resize', look);
    };
  }, [list, count]);
  return range;
}

/** What is in sight stays where it is when rows above it come or go. */
function useSteadyRows(list: RefObject<HTMLElement | null>, ids: string[]): void {
  const shown = useRef(ids);
  useLayoutEffect(() => {
    const before = shown.current;
    shown.current = ids;
    const { current } = list;
    if (before === ids || !current) return;
    // The list has its new height already, but every row its old one.
    const rowHeight = current.getBoundingClientRect().height / ids.length;
    const first = Math.floor(-current.getBoundingClientRect().top / rowHeight);
    if (first > 0) window.scrollBy({ top: rowsShift({ before, after: ids, first }) * rowHeight, behavior: 'instant' });
  }, [list, ids]);
}

function inSight(list: HTMLElement | null, count: number): Pick<RowRange, 'first' | 'end'> | null {
  if (!list || count === 0) return null;
  const { top, height } = list.getBoundingClientRect();
  if (height === 0) return null;
  const rowHeight = height / count;
  return { first: Math.floor(-top / rowHeight), end: Math.ceil((window.innerHeight - top) / rowHeight) };
}
