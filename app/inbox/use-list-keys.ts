'use client';

import { useMemo } from 'react';
import { useShortcuts } from '#app/_shell/use-shortcuts';
import type { ListFocus } from './use-list-focus';
import type { Selection } from './use-selection';

/** The browser names a letter that is pressed with Shift by its capital. */
const withShift = (letter: string) => letter.toUpperCase();

interface ListWithKeys {
  /** All questions that were read. */
  ids: string[];
  focus: ListFocus;
  selection: Selection;
  /** What is done with the questions that are selected, or the one that has the focus; null where nothing can be. */
  triage: { onAssign: () => void; onSnooze: () => void } | null;
  /** Whether a question is open beside the list: while nothing is selected, the keys that arrange are about that one. */
  isBesideQuestion: boolean;
}

/**
 * j and k move the focus from question to question, with Shift they select on the way, x selects the focused one; Enter then follows
 * the focused link, as on any page.
 */
export function useListKeys(list: ListWithKeys): void {
  const { ids, focus, selection, triage, isBesideQuestion } = list;
  const { focused, move } = focus;
  const { add, toggle } = selection;
  const shortcuts = useMemo(() => {
    const walking = { j: () => move(1), k: () => move(-1) };
    if (!triage) return walking;
    const extend = (step: 1 | -1) => {
      const before = focused();
      const reached = move(step);
      add([before, reached].filter((id) => id !== null));
    };
    const toggleFocused = () => {
      const id = focused();
      if (id !== null) toggle(id);
    };
    return {
      ...walking,
      x: toggleFocused,
      'mod+a': () => add(ids),
      ...(!isBesideQuestion && { i: triage.onAssign, h: triage.onSnooze }),
      [withShift('j')]: () => extend(1),
      [withShift('k')]: () => extend(-1),
    };
  }, [focused, move, add, toggle, triage, ids, isBesideQuestion]);
  useShortcuts(shortcuts);
}
