'use client';

import { useEffect, useLayoutEffect, useRef } from 'react';
import { keepPlace, placeIn } from './inbox-places';
import type { InboxPages } from './use-inbox-pages';
import type { ListFocus } from './use-list-focus';
import type { Selection } from './use-selection';

interface Inside {
  pages: InboxPages;
  focus: ListFocus;
  selection: Selection;
}

/** Who leaves the list for a question, and comes back, finds the list as it was left. */
export function usePlaceInList(inside: Inside): void {
  const newest = useRef(inside);
  useLayoutEffect(() => {
    newest.current = inside;
  });
  const address = inside.pages.list;
  const opened = useRef<string | null>(null);
  useEffect(() => {
    const returns = opened.current === null;
    opened.current = address;
    const place = returns ? placeIn(address) : null;
    if (place) {
      newest.current.selection.add(place.selected);
      if (place.current !== null) newest.current.focus.focusOn(place.current);
      window.scrollTo({ top: place.scrollY, behavior: 'instant' });
    }
    // Another list is read from its beginning.
    if (!returns) window.scrollTo({ top: 0, behavior: 'instant' });
  }, [address]);
  // Before the rows are taken out of the document, and the screen is scrolled by that.
  useLayoutEffect(
    () => () => {
      const { pages, focus, selection } = newest.current;
      const { cursors, since } = pages.opened;
      const { scrollY } = window;
      keepPlace(address, { cursors, since, current: focus.current, selected: selection.ids, scrollY });
    },
    [address],
  );
}
