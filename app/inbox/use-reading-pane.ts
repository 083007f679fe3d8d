'use client';

import { parseAsString, useQueryState } from 'nuqs';
import { useCallback, useSyncExternalStore } from 'react';
import { usePreferences } from '#app/_preferences/preferences-provider';

/** Where a list and a question fit beside each other. */
const WIDE = '(min-width: 64rem)';

export interface ReadingPaneControl {
  /** Whether questions are shown beside the list, here and now. */
  isOn: boolean;
  /** The id of the question beside the list, as the address holds it. */
  selected: string | null;
  open: (id: string) => void;
  close: () => void;
}

/** The question beside the list, for who wants that and has the room. */
export function useReadingPane(): ReadingPaneControl {
  const { readingPane } = usePreferences().preferences;
  const isWide = useSyncExternalStore(
    watchWidth,
    () => window.matchMedia(WIDE).matches,
    () => false,
  );
  const [selected, select] = useQueryState('sel', parseAsString);
  const open = useCallback((id: string) => void select(id), [select]);
  const close = useCallback(() => void select(null), [select]);
  return { isOn: readingPane && isWide, selected, open, close };
}

function watchWidth(onChange: () => void): () => void {
  const query = window.matchMedia(WIDE);
  query.addEventListener('change', onChange);
  return () => query.removeEventListener('change', onChange);
}
