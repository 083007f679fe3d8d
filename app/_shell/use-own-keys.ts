'use client';

import { useCallback } from 'react';
import { usePreferences } from '#app/_preferences/preferences-provider';
import { ariaKeys, ownKey } from './key-map';

/** What this person presses for a key of the catalogue. */
export function useOwnKey(): (keys: string) => string {
  const { preferences } = usePreferences();
  return useCallback((keys) => ownKey(preferences.keys, keys), [preferences.keys]);
}

/** The same for `aria-keyshortcuts` of the control that the key acts for. */
export function useAriaKeys(): (keys: string | null) => string | undefined {
  const own = useOwnKey();
  return useCallback((keys) => (keys === null ? undefined : ariaKeys(own(keys))), [own]);
}
